"""What a catalogue (目录) lists, and where its items lead."""

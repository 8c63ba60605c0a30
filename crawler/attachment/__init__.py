"""The text of attached files (附件): bytes in, `AttachmentText` out. `isolated` reads them in a process of their own."""

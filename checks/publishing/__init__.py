"""Whose document it is (发布主体): places, bodies, origins, and the site's own identity."""

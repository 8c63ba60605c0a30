"""The overview across sites (总览)."""

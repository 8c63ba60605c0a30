"""The browser that fills script shells (空壳页面), an optional extra: a Chromium that itself has no network at all."""

"""The built-in renderers: functions from a Scene to text or bytes, one for each format."""

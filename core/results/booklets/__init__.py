"""The portfolio as a file that a director can forward: sheets, pages, slides."""

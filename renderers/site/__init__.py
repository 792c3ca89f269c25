"""The pages of a site of many reports: the index, the registers of all services, the search.

Comes in: what is kept of each service (`extract`, `service`), and where its report stands. Goes out: pages as HTML text (`pages`), the same
on every run. Deliberately absent: the reports themselves (`renderers.report`), files, and which pages are up to date
(`blueprint.cli.site.build`).
"""

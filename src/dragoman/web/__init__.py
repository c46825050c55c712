"""A desk to work at: local pages over one ledger, each a query and a template."""

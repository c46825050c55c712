"""No test sees the rows that a user added to the actor book on this machine."""

import os

os.environ["DRAGOMAN_ACTORS"] = os.path.join(os.path.dirname(__file__), "no-such-file.csv")

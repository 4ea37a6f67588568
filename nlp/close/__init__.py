"""The close reader: a small transformer that reads each message once more, beside the rules and the fast classifier."""

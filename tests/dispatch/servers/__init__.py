"""Mail servers that tests start: one whose faults they choose, and a real one with mailboxes."""

"""What the practices of an engagement share: terms, where its outcomes stand, what is checked of more than one."""

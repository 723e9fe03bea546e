"""The Django project and its one app: keeps, tells and shows the floor."""

"""Rosters: tables of groups (rooms, teams) and the units that they supervise, as commissions publish them."""

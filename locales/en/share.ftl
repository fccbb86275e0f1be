# What carries an invite out of the portal.
error-passcode-short = A passcode needs { $least } letters or digits at least.
error-day = There is no such day. Write it as 2027-06-30.
error-time-of-day = There is no such time of day. Write it as 14:30.

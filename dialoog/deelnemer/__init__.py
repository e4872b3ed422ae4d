"""Who sits at the table: deelnemers, their belangen, devices and passes."""

"""Reports that climb from township to county to city, and the registers that they rest on."""

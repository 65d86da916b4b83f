int placeholder_cw = 0;

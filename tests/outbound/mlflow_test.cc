int placeholder_mlflow = 0;

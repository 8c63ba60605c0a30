"""results.json, part by part (结果文件)."""

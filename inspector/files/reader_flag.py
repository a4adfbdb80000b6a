"""The word by which the program is started as the process that reads one foreign workbook."""

FLAG = "--read-workbook"

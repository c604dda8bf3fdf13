"""The formats that figures are given in; nothing is loaded to know them."""

WRITERS = {  # by the suffix of its file, what writes it, below zhaotong.dissemination: loaded when it is asked for
    "csv": "text_files:as_csv",
    "json": "text_files:as_json",
    "xlsx": "workbook:as_workbook",
    "parquet": "parquet:as_parquet",
}
FORMATS = tuple(WRITERS)
PRINTED = ("csv", "json")  # formats that are text, and may go to standard output

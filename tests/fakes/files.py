"""Files for import tests: documents of every kind that say one text, and broken ones."""

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import zstandard

JUDGMENT = """北京市朝阳区人民法院
民事判决书
（2020）京0105民初1234号
原告：张三，男，1980年1月1日出生，汉族，住北京市朝阳区。
被告：李四，男，1981年2月2日出生，汉族，住北京市朝阳区。
原告张三与被告李四买卖合同纠纷一案，本院立案后，依法适用简易程序，公开开庭进行了审理。本案现已审理终结。
张三向本院提出诉讼请求：判令李四支付货款10000元。事实和理由：双方签订买卖合同，李四收货后未付款。
李四辩称，货物有质量问题，不同意付款。
经审理查明，2019年3月5日，张三与李四签订买卖合同，约定李四购买钢材，货款10000元，收货后三日内付清。李四收货后至今未付款。
本院认为，双方签订的买卖合同系真实意思表示，合法有效。李四收货后未按约定付款，构成违约，应当支付货款。李四未就质量问题举证，其辩称意见本院不予采信。
依照《中华人民共和国合同法》第一百零七条、第一百五十九条之规定，判决如下：
被告李四于本判决生效之日起十日内支付原告张三货款10000元。
如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于北京市第三中级人民法院。
审判员　王五
二〇二〇年五月一日
书记员　赵六
"""


def record(ident: str, text: str = "", **fields: object) -> dict[str, object]:
    """Make a case record with a text of its own: other parties, another sum."""
    own = (text or JUDGMENT).replace("张三", f"张{ident}").replace("10000元", f"{10000 + crc32(ident.encode())}元")
    return {"id": ident, "source": "测试", "full_text": own, **fields}


def json_lines(records: Iterable[object]) -> bytes:
    """Write records as JSON Lines."""
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)


def packed(data: bytes) -> bytes:
    """Compress by zstd."""
    return zstandard.ZstdCompressor().compress(data)


def html(text: str = JUDGMENT, charset: str = "utf-8") -> bytes:
    """Write a page with a paragraph a line."""
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>裁判文书网</title>'
    return f"<html><head>{head}<style>p {{}}</style></head><body>{body}<script>var a;</script></body></html>".encode(
        "gb18030" if charset == "gb2312" else charset
    )


def word(text: str = JUDGMENT, table: Sequence[str] = ()) -> bytes:
    """Write a DOCX file with a paragraph a line, and a table of one row."""
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    if table:
        cells = document.add_table(1, len(table)).rows[0].cells
        for cell, words in zip(cells, table, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Write a PDF file of these lines (ASCII only: the font has no others)."""
    document = pypdfium2.PdfDocument.new()
    for lines in pages:
        page = document.new_page(595, 842)
        for place, line in enumerate(lines):
            piece = pdfium.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 12.0)
            words = (line + "\0").encode("utf-16-le")
            pdfium.FPDFText_SetText(piece, pdfium.cast(words, pdfium.POINTER(pdfium.c_ushort)))
            pdfium.FPDFPageObj_Transform(piece, 1, 0, 0, 1, 50, 780 - 20 * place)
            pdfium.FPDFPage_InsertObject(page.raw, piece)
        pdfium.FPDFPage_GenerateContent(page.raw)
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def swollen_word(size: int) -> bytes:
    """Write a DOCX file whose text swells to `size` bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("word/document.xml", "w") as part:
        for _ in range(size // 2**20):
            part.write(bytes(2**20))
    return out.getvalue()


def write(folder: Path, name: str, data: bytes) -> Path:
    """Write a file; return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path

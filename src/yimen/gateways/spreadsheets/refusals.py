"""Files that are not read, each with what the person can do about it in Excel or WPS."""

from yimen.rules.errors import N_, Refusal, RuleViolation


class SheetEmpty(RuleViolation):
    """A file of no bytes, or one in which no cell holds anything."""

    code = "sheets.empty"
    template = N_("这个文件里没有内容。请打开看看表是不是存上了，再重新选择。")


class SheetTooLarge(RuleViolation):
    """More bytes than a list can have."""

    code = "sheets.too_large"
    template = N_("文件有 {megabytes} MB，超过了 {most} MB。请删去图片和无关的工作表，另存后再传。")
    refusal = Refusal.TOO_LARGE


class NotASheet(RuleViolation):
    """Something else than cells."""

    code = "sheets.not_a_sheet"
    template = N_("这个文件实际上是{real}，不是表格。请传 .xlsx、.xls、.csv 文件。")


class SheetOfOtherKind(RuleViolation):
    """Cells in a format that is not read."""

    code = "sheets.other_kind"
    template = N_("这是{real}，不能直接读。请用 Excel 或 WPS 打开，另存为“Excel 工作簿(.xlsx)”，再传。")


class SheetIsWebPage(RuleViolation):
    """A web page that some systems give out under the name of a workbook."""

    code = "sheets.web_page"
    template = N_(
        "这个文件的名字像表格，内容其实是网页（有些系统导出的“.xls”就是这样）。"
        "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿(.xlsx)”，再传。"
    )


class SheetEncrypted(RuleViolation):
    """A workbook under a password."""

    code = "sheets.encrypted"
    template = N_(
        "这个表格加了打开密码。请在 Excel 或 WPS 里去掉密码（文件 → 信息 → 保护工作簿），保存后再传。"
    )


class SheetHasMacros(RuleViolation):
    """A workbook that carries a program."""

    code = "sheets.macros"
    template = N_(
        "这个表格里带着宏（会运行的程序），不收。"
        "请另存为“Excel 工作簿(.xlsx)”，提示“无法保存宏”时选“是”，再传。"
    )


class SheetBroken(RuleViolation):
    """A file that is cut off or was never whole."""

    code = "sheets.broken"
    template = N_("这个表格不完整或者已经损坏，读不出来。请用 Excel 或 WPS 打开、另存一份，再传。")


class SheetSuspicious(RuleViolation):
    """An archive made to burst, or markup that no writer of spreadsheets makes."""

    code = "sheets.suspicious"
    template = N_("这个文件解开后大得不正常（{why}），没有读。请用 Excel 或 WPS 打开、另存一份，再传。")
    refusal = Refusal.TOO_LARGE


class SheetTooManyRows(RuleViolation):
    """More rows than are read at once."""

    code = "sheets.too_many_rows"
    template = N_("工作表“{sheet}”{count}，一次最多导入 {most} 行。请分成几个文件，一个一个导入。")
    refusal = Refusal.TOO_LARGE


class SheetTooWide(RuleViolation):
    """More columns, cells or sheets than are read at once."""

    code = "sheets.too_wide"
    template = N_("工作表“{sheet}”{what}，多半是误填了很远的格子。请删去多余的列和行，另存后再传。")
    refusal = Refusal.TOO_LARGE

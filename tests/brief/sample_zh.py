"""A small Chinese document made by hand: every block that sets text in its own way, marks in rows, Latin among Han."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.model.chart import Chart, Series
from briefing.model.dataset import Source
from briefing.model.document import Aside, Card, Cards, Document, Part, Point, Quote, Section, Table
from briefing.model.text import Run, text
from tests.brief import sample

BODY = (
    "2014—2023年，每万人发明专利拥有量年均复合增长20.7%，技术合同成交额和国家高新技术企业数均为11.8%，"
    "日均新设科技型企业数为9.7%。改用新的人口口径并未抬高曲线：2019—2021年有效发明专利增长42%，"
    "每万人拥有量增长40%。成交额由3136亿元增至8536.9亿元（按当年价格计算），约为原来的2.7倍；"
    "《中国日报》称之为“质的飞跃”，而这一比值较粗——合同还包括技术开发、咨询和服务。"
)
SECOND = "每件有效发明专利对应的技术合同成交额四年下降26%。这一比值较粗，因为合同还包括技术开发、咨询和服务……"


def section(name: str, *blocks: object, **more: object) -> Section:
    """A section with a figure and text."""
    quoted = Run("“the world’s research hub”", lang="en")
    title = Run("Progress and leadership", link="https://example.org/a", lang="en")
    fields = {
        "title": text("每万人发明专利拥有量2018年超100件，2023年超260件"),
        "subtitle": text("贝林，年末有效发明专利，件/万人，2014—2023年"),
        "heading": text("专利增长快于技术交易"),
        "paragraphs": (
            text(BODY),
            (Run("资料题为"), title, Run("，其中称贝林为"), quoted, Run("。"), Run("注意：", bold=True), Run(SECOND)),
        ),
        "source_line": text("资料来源：KOTO Patent 2024（2014、2023）；人民网2019（2015）；《中国日报》2017（2016）。"),
        "note_line": text("注：圆点为公布值，2020年末缺值，以虚线连接。"),
        **more,
    }
    return Section(name, blocks=blocks, **fields)  # type: ignore[arg-type]


def line_chart() -> Chart:
    """Ten years with one missing."""
    made = sample.line_chart()
    series = Series("patents", text("发明专利"), made.series[0].points)
    alt = text("折线图：每万人发明专利拥有量由2014年的48.2件增至2023年的262.9件。")
    return Chart("line", "zh", made.categories, (series,), highlight="patents", alt=alt)


def slope(times: float) -> Chart:
    """Two years for a card."""
    points = (sample.fact("first", 1.0, 2014), sample.fact("last", times))
    return Chart("slope", "zh", ("2014", "2023"), (Series("s", text("值"), points),), alt=text("斜线：上升。"))


def cards() -> Cards:
    """Four cards."""
    rows = (
        ("每万人发明专利拥有量", "件，年末有效", "262.9", "48.2件", 5.5),
        ("技术合同成交额", "亿元，当年价格", "8536.9", "3136亿元", 2.7),
        ("国家高新技术企业", "万家，年末持有效证书", "2.83", "1.04万家", 2.7),
        ("日均新设科技型企业", "家，全年平均", "337", "146家", 2.3),
    )
    made = tuple(
        Card(
            text(label),
            text(unit),
            text(last, fact="patents.last"),
            text("2023年", term="sample"),
            slope(times),
            changes=(text(f"▲ 为2014年（{first}）的{times}倍", fact="patents.multiple"),),
            role="highlight" if label == rows[0][0] else "context",
            scale=(0.0, times),
        )
        for label, unit, last, first, times in rows
    )
    return Cards(made)


def document(**changes: object) -> Document:
    """The whole sample; `changes` replace fields."""
    quote = Quote(
        text(
            "面向未来，贝林将支持建立在科技自立自强基础上的高质量发展。我们将通过深化改革，把全球科技创新中心建设提升到新阶段。"
        ),
        text("张小红"),
        text("贝林市科学技术委员会主任。据KOTO Patent 2024年7月17日英文稿译出"),
        translated=True,
    )
    points = (
        Point(text("变化"), text("每万人拥有量从48.2件增至262.9件；其余三项主要指标均未达到三倍。")),
        Point(text("意义"), text("更多技术成为专有，使用时可能需要许可；而每件专利对应的合同额在下降。")),
    )
    table = Table(
        (text("指标"), text("2014年"), text("2023年")),
        tuple(
            (text(name), text("1.5"), text("2.5")) for name in ("技术合同成交额（亿元）", "国家高新技术企业（万家）")
        ),
        "lrr",
        (50, 25, 25),
    )
    part = Part(
        "first",
        text("知识产权"),
        text("贝林每万人发明专利拥有量九年增至5.5倍；专利能带来多少收益，是接下来的考题"),
        text("四项主要指标至少翻了一番；2019—2023年，每件有效发明专利对应的技术合同成交额下降26%。"),
        (
            section("summary", cards(), paragraphs=(), heading=()),
            section("patents", line_chart(), ask=text("哪些专利仍在缴纳年费？")),
            section("table", table, heading=(), paragraphs=()),
        ),
        (Aside(text("要点"), points, boxed=True), Aside((), block=quote)),
    )
    made = sample.document(
        lang="zh",
        title=text("贝林建设全球创新中心的进展"),
        kicker=text("创新指标简报"),
        subtitle=text("指标说明了什么"),
        header=text("创新指标简报"),
        parts=(part,),
        sources={"KOTO": Source("KOTO", "KOTO Patent", "《进展与领先》", "2024-07-17", "https://example.org/koto")},
    )
    return replace(made, **changes)

"""What `oversight demo` says."""

MESSAGES = {
    "charts": ("{store} 中有{number}张图谱：{charts}", "{number} charts in {store}: {charts}"),
    "covered": (
        "谁受哪种形式的监督？（某市2018年以前的80个部门）",
        "Who is covered by which form? (80 departments of an unnamed city before 2018)",
    ),
    "by_its_time": ("按其当时的规范：纪律监督有哪些不足？", "Judged by its own time: what falls short in discipline?"),
    "by_later_norms": ("按2019年的规范（有意如此选择）：监察监督", "Judged by the norms of 2019, an explicit choice: state supervision"),
    "path": ("甘肃的两个派驻机构如何相互联系？", "How do two stationed groups of Gansu reach each other?"),
    "reach": ("新疆的一个派驻机构能监督到哪里？", "How far does one group of Xinjiang reach?"),
    "workload": ("天津各区的每个机构就近监督多少对象？", "How much does each body of Tianjin's districts supervise from close by?"),
    "whole_answer": ("完整答案：{file}", "whole answer: {file}"),
    "maps": ("关系图，可在浏览器中打开：", "Maps, to be opened in a browser:"),
    "go_on": ("接下来可以试试：", "Go on with, for example:"),
}

"""What the reading of tables of township offices, zones, stations, rooms, inspections and directories says."""

MESSAGES = {
    "of_kind": ("{kind}：{said}", "{kind}: {said}"),
    # what is counted and not named: one set, of which each body has its part
    "set": ("{label}：共{number}个，{holders}个机构各有其一部分", "{label}: {number} in all, of which {holders:body has|bodies have} a part each"),
    "set_with_empty_cells": (
        "{label}：共{number}个，{holders}个机构各有其一部分；{empty}个机构未填，数目未知（未知不等于零）",
        "{label}: {number} in all, of which {holders:body has|bodies have} a part each; of {empty:body|bodies} the number isn't told (unknown, not zero)",
    ),
    "set_of_unknown_number": (
        "{label}：总数未知，{holders}个机构各有其一部分，写明确数的合计{known}个；{empty}个机构未填，数目未知（未知不等于零）",
        "{label}: a number that isn't known, of which {holders:body has|bodies have} a part each, exact ones of {known} in all; "
        "of {empty:body|bodies} the number isn't told (unknown, not zero)",
    ),
    # what was read otherwise than it is written
    "offices_called_after_townships": (
        "只写乡镇（街道）、未写机构名称的行，以“乡镇名+纪检监察机构”称呼其机构：{number}",
        "rows that name a township and no office, whose office is called after it (…纪检监察机构): {number}",
    ),
    "townships_as_members": (
        "以乡镇（街道）名列出的成员，视为其纪检监察机构（依据为推定）：{number}",
        "members written as townships, taken for their offices (basis inferred): {number}",
    ),
    "stations_called_after_places": (
        "未写全名的联络站，以所在村（社区）、单位称呼：{number}",
        "stations without a full name, called after the village or unit that they serve: {number}",
    ),
    "stations_of_nobody_known": (
        "未写明由哪个机构延伸而来的联络站：{number}（增加所属机构一列，或在同一文件中附上乡镇纪检监察机构名册）",
        "stations of which nobody is told to work through them: {number} (add a column of their offices, or the roster of township offices in the same file)",
    ),
    "areas_for_their_commissions": (
        "以地区名写出的联系对象，视为该地区的纪委监委（依据为推定）：{number}",
        "contacts written as areas, taken for the commissions of these (basis inferred): {number}",
    ),
    "areas_for_their_committees": (
        "以地区名写出的被巡察对象，视为该地区的党委（依据为推定）：{number}",
        "inspected areas, taken for their party committees (basis inferred): {number}",
    ),
}
PROBLEMS = {
    "row_not_understood": (
        ("`{text}`单独占一行，既不是节标题，也没有其他内容", "已略去；写明它是什么，或移到它该在的位置"),
        ("`{text}` stands alone in its row, and heads nothing that is known", "it is left out; write what it is, or put it where it belongs"),
    ),
    "no_number": (
        ("无法把`{text}`识别为数目（{heading}）", "视为未知；只写一个数，说明写在备注里"),
        ("`{text}` isn't understood as a number ({heading})", "it is taken as unknown; write one number, and what else there is to say as a remark"),
    ),
    "declared_differ": (
        ("{name}：`{heading}`写明{said}个，列出了{listed}个", "列出的照样导入；查明何者有误"),
        ("{name}: `{heading}` declares {said}, {listed} are listed", "those that are listed are loaded; find out which of the two is wrong"),
    ),
    "counted_and_named": (
        ("{kind}既有数目（{counted}个）又有名称（{named}个），看不出有名称的是否已计入数目", "两者都导入，合计可能重复；如是同一批，略去其中一列或分开导入"),
        (
            "{kind}: {counted} are counted and {named} named, and whether those named are among those counted can't be told",
            "both are loaded, and a total may hold some twice; if they are the same, leave one of the columns out, or load the tables apart",
        ),
    ),
    "row_without_office": (
        ("这一行没有写明乡镇（街道），也没有写明机构", "补上机构名称或乡镇（街道）"),
        ("this row names neither a township nor an office", "write the office, or the township"),
    ),
    "members_without_zone": (
        ("这一行有成员，却没有写明协作区或协作组", "补上协作区或协作组的名称"),
        ("this row names members, but no zone or group", "write the zone or the group"),
    ),
    "station_without_place": (
        ("`{name}`没有自己的名称，也没有写明所在的村（社区）或单位", "已略去；写明村（社区）、单位，或联络站全名"),
        ("`{name}` has no name of its own, and no village or unit is named", "it is left out; write the village or unit, or the station's full name"),
    ),
    "station_serves_which": (
        ("同一行有多个联络站和多个村（社区）、单位，看不出`{name}`服务哪个", "联络站已导入，没有服务关系；每个联络站各写一行"),
        (
            "several stations and several villages or units stand in this row, and which of them `{name}` serves can't be told",
            "the station is loaded without such a link; write each station in a row of its own",
        ),
    ),
    "body_without_section": (
        ("`{name}`不在内设机构、派驻机构、派出机构等任何一节之下", "写明它属于哪一节，或在机构类别一列写明"),
        ("`{name}` stands below no section of inner, stationed or dispatched organs", "write the section above it, or in a column of sections"),
    ),
}

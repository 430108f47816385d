"""Files in and out. A format is one file of this folder and one entry below; of a suffix, the first that recognises a file reads it.

The entries name the functions of their files (`on_use`): a command imports the formats that its files have, and no other.
"""

from __future__ import annotations

from oversight_graph.loaders.format import MEGABYTES, Format, Output, of_charts, on_use
from oversight_graph.messages import message

FORMATS: tuple[Format, ...] = (
    Format(
        "graphml",
        message("loaders.format_graphml"),
        (".graphml",),
        on_use("graphml.read"),
        write=(Output("graphml", message("loaders.write_graphml"), of_charts(on_use("writers.graphml.write_graphml")), megabytes=MEGABYTES),),
    ),
    Format(
        "gexf",
        message("loaders.format_gexf"),
        (".gexf",),
        on_use("gexf.read"),
        write=(Output("gexf", message("loaders.write_gexf"), of_charts(on_use("writers.gexf.write_gexf")), megabytes=MEGABYTES),),
    ),
    Format(
        "node-link",
        message("loaders.format_node_link"),
        (".json",),
        on_use("node_link.read"),
        on_use("node_link.recognises"),
        write=(Output("node-link", message("loaders.write_node_link"), of_charts(on_use("writers.node_link.write_node_link")), megabytes=MEGABYTES),),
    ),
    Format("popolo", message("loaders.format_popolo"), (".json",), on_use("popolo.read"), on_use("popolo.recognises")),
    Format("org", message("loaders.format_org"), (".ttl", ".jsonld", ".json"), on_use("org.read"), on_use("org.recognises")),
    Format("ftm", message("loaders.format_ftm"), (".json", ".jsonl", ".ndjson"), on_use("ftm.read"), on_use("ftm.recognises")),
    Format(
        "tidy",
        message("loaders.format_tidy"),
        (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".parquet", "/"),
        on_use("tidy.read"),
        on_use("tables.tidy_set.is_set"),
        write=(
            Output("csv", message("loaders.write_csv"), of_charts(on_use("writers.tidy_tables.write_csv"))),
            Output("xlsx", message("loaders.write_xlsx"), of_charts(on_use("writers.tidy_tables.write_xlsx"))),
            Output("parquet", message("loaders.write_parquet"), of_charts(on_use("writers.tidy_tables.write_parquet"))),
        ),
    ),
    Format(  # behind the tables of our own, which it would read cell by cell to see what they are; before the rosters and lists of names, which would lose its columns of parents
        "records",
        message("loaders.format_records"),
        (".json", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"),
        on_use("records.read"),
        on_use("records.recognises"),
    ),
    Format(  # behind the others that are JSON: it takes what none of them knows as its own
        "native",
        message("loaders.format_native"),
        (".yaml", ".yml", ".json"),
        on_use("native.read"),
        write=(Output("chart", message("loaders.write_chart"), of_charts(on_use("writers.native.write_charts"))),),
    ),
    Format(
        "roster",
        message("loaders.format_roster"),
        (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".docx", ".pdf", ".html", ".htm"),
        on_use("roster.read"),
        on_use("roster.recognises"),
    ),
    Format(
        "names",
        message("loaders.format_names"),
        (".txt", ".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".pdf", ".html", ".htm"),
        on_use("name_list.read"),
        on_use("name_list.recognises"),
    ),
    Format(
        "cypher",
        message("loaders.format_cypher"),
        write=(Output("cypher", message("loaders.write_cypher"), of_charts(on_use("cypher_script.write_cypher")), loses=message("export.cypher_loses")),),
    ),
    Format(
        "neo4j-admin",
        message("loaders.format_neo4j_admin"),
        write=(Output("neo4j-admin", message("loaders.write_neo4j_admin"), on_use("neo4j_admin.write")),),
    ),
    Format(
        "grass",
        message("loaders.format_grass"),
        write=(Output("grass", message("loaders.write_grass"), on_use("grass.write"), takes_charts=False),),
    ),
)


def outputs() -> tuple[Output, ...]:
    """All ways of writing: first what is read again at any size, then what is up to a size, then what only other programs read."""
    again = [output for known in FORMATS if known.read is not None for output in known.write]
    elsewhere = [output for known in FORMATS if known.read is None for output in known.write]
    return (*(output for output in again if not output.megabytes), *(output for output in again if output.megabytes), *elsewhere)

#!/bin/sh
# A Neo4j server for the tests, without containers: Neo4j's own jars through Maven into .cache, once, and a Java to run them.
cd "$(dirname "$0")" || exit 0
version=$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' pom.xml | head -n 1)
cache=../../.cache
place=$cache/neo4j-$version

give_up() {
  echo "No Neo4j server could be brought ($1): its tests will be skipped. Install a JDK of 17 or newer and Maven (Debian: apt-get install default-jdk-headless maven), or set NEO4J_URI to an empty database."
  exit 0
}

# One question for both, the version and the compiler.
has_java() { java --list-modules 2>/dev/null | grep -q '^jdk\.compiler@\(1[7-9]\|[2-9][0-9]\)'; }
compile() { javac --release 17 -cp "$1/lib/*" -d "$1" Server.java; }
has_maven() { [ -d "$place" ] || command -v mvn >/dev/null 2>&1; }
bring() {
  echo "Installing the system package $1 with apt-get …"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

if ! has_java || ! has_maven; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "The tests with a Neo4j server need a JDK of 17 or newer and Maven, and this machine lacks one of them (NEO4J_URI names an empty database to use instead):"
    apt-get update -qq >/dev/null 2>&1
    # Not every release of Debian has 17; the default of the newer ones is newer than that.
    has_java || bring openjdk-17-jdk-headless || bring default-jdk-headless
    has_maven || bring maven
  fi
  has_java || give_up "no JDK of 17 or newer"
  has_maven || give_up "no Maven"
fi

# What is in the place is whole: it is made beside it and moved there in one step. A Maven folder of its own needs no HOME and goes afterwards.
if [ ! -d "$place" ]; then
  echo "Bringing Neo4j $version (about 120 MB) …"
  # What a killed run left behind; nothing takes an hour.
  find "$cache" -maxdepth 1 -name 'neo4j-part.*' -mmin +60 -exec rm -rf {} + 2>/dev/null
  mkdir -p "$cache" && part=$(mktemp -d "$cache/neo4j-part.XXXXXX") && part=$(cd "$part" && pwd) || give_up "nothing can be written to .cache"
  trap 'rm -rf "$part"' EXIT
  trap 'exit 1' HUP INT TERM
  mvn -q -B -Dstyle.color=never -Dmaven.repo.local="$part/m2" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$part/server/lib" >"$part/log" 2>&1 ||
    give_up "Maven: $(grep . "$part/log" | head -n 1 | cut -c 1-120)"
  compile "$part/server" >"$part/log" 2>&1 || give_up "javac: $(head -n 1 "$part/log")"
  # Another run may have been faster; `mv` onto a folder would go into it.
  [ -d "$place" ] || mv "$part/server" "$place"
elif [ Server.java -nt "$place/Server.class" ]; then
  compile "$place" || give_up "Server.java doesn't compile"
fi
exit 0

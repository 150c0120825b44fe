#!/bin/bash
# Builds what a release publishes in another folder, time zone and locale, signs it with a key that is
# thrown away, and deploys it to a folder. Then checks that
# - each artifact has the same bytes as in the build of this folder (mvn package),
# - all files that Maven Central asks for are there, with valid signatures,
# - a project that imports the BOM builds with them, and its test passes.
# Runs on the JDK of JAVA_HOME, which must be that of the build of this folder.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

modules=bom,mock-server,junit-extension,cli-runner
home=https://mock-zabbix.test
work=$(mktemp -d)
trap 'GNUPGHOME=$work/keys gpgconf --kill all; rm -rf "$work"' EXIT
staged=$work/staged
copy="$work/copy of the project"

fail() {
  echo "$*" >&2
  exit 1
}

# Prints a property of the root POM.
property() {
  sed -nE "s|^ *<$1>([^<]*)</$1>.*|\1|p" pom.xml | head -n 1
}

[[ -e cli-runner/target/mock-zabbix-cli-$(property version).jar ]] \
  || mvn -B -ntp -q -pl $modules -am -DskipTests package </dev/null

mkdir "$copy"
git ls-files -z --cached --others --exclude-standard | tar -c --null -T - | tar -x -C "$copy"
export GNUPGHOME=$work/keys
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --pinentry-mode loopback --passphrase '' --quick-generate-key \
  "The Mock Zabbix authors" ed25519 sign 1d

echo "building a release in another folder"
(cd "$copy" && TZ=Asia/Kathmandu LC_ALL=C mvn -B -ntp -q -Prelease -pl $modules -am \
  -Dmaven.test.skip=true -Dcheckstyle.skip -Dspotless.check.skip -Dmaven.install.skip=true \
  -Dhome.url=$home -Drepository.url=$home/mock-zabbix.git \
  -DaltDeploymentRepository="staged::file://$staged" deploy </dev/null)

compared=0
for file in {mock-server,junit-extension,cli-runner}/target/mock-zabbix*.jar; do
  cmp "$file" "$copy/$file" || fail "$file is not reproducible"
  compared=$((compared + 1))
done
cmp target/bom.json <(sed "s|$home|$(property home.url)|g" "$copy/target/bom.json") \
  || fail "target/bom.json is not reproducible"
((compared == 10)) || fail "expected 10 jars, but there are $compared"
echo "$compared jars and the bill of materials have the same bytes"

# Fails unless the artifact $1 is staged with a signed file for each of the other arguments.
has() {
  local artifact=$1 kind file
  shift
  for kind in "$@"; do
    file=$(find "$staged/org/mockzabbix/$artifact" -name "$artifact-*[0-9T]$kind")
    [[ -s $file ]] || fail "$artifact has no file *$kind"
    gpg --batch --quiet --verify "$file.asc" "$file" 2>/dev/null || fail "$file has no valid signature"
  done
}

has mock-zabbix-parent .pom
has mock-zabbix-bom .pom
has mock-zabbix-server .pom .jar -sources.jar -javadoc.jar
has mock-zabbix-junit .pom .jar -sources.jar -javadoc.jar
has mock-zabbix-cli .pom .jar -sources.jar -javadoc.jar -all.jar
[[ $(find "$staged/org/mockzabbix" -mindepth 1 -maxdepth 1 | wc -l) == 5 ]] \
  || fail "more is published than expected: $(ls "$staged/org/mockzabbix")"
echo "all files that are published have a valid signature"

# The artifacts come from the folder, plugins and libraries from what this machine has.
cat >"$work/settings.xml" <<END
<settings>
  <profiles>
    <profile>
      <id>staged</id>
      <repositories>
        <repository><id>staged</id><url>file://$staged</url></repository>
        <repository><id>local</id><url>file://$HOME/.m2/repository</url></repository>
      </repositories>
      <pluginRepositories>
        <pluginRepository><id>local</id><url>file://$HOME/.m2/repository</url></pluginRepository>
      </pluginRepositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>staged</activeProfile></activeProfiles>
</settings>
END
cp -r packaging/consumer "$work/consumer"
mvn -B -ntp -q -s "$work/settings.xml" -Dmaven.repo.local="$work/repository" -f "$work/consumer/pom.xml" \
  -Dmock-zabbix.version="$(property version)" \
  -Djunit.version="$(property junit.version)" -Dresources-plugin.version="$(property resources-plugin.version)" \
  -Dcompiler-plugin.version="$(property compiler-plugin.version)" \
  -Dsurefire.version="$(property surefire.version)" test </dev/null
grep -q 'tests="1" errors="0" skipped="0" failures="0"' \
  "$work/consumer/target/surefire-reports/TEST-org.example.FirstTest.xml" \
  || fail "the project that imports the BOM ran no test"
echo "a project that imports the BOM builds, and its test passes"

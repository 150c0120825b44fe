#!/bin/bash
# Makes what people without Java install, in packaging/target, of the runnable jar and the manual pages:
#   mvn -Pmanual-pages -pl cli-runner -am -DskipTests package && packaging/package.sh
# The results, for the architecture of this machine, contain a Java runtime of their own:
#   mock-zabbix-VERSION-linux-x64.tar.gz   a folder that runs where it is
#   mock-zabbix_VERSION_amd64.deb          a Debian package
#   mock-zabbix-VERSION-oci.tar            an image for docker load, podman load and skopeo
# Needs Linux with dpkg-deb, and JDK 25 or newer in JAVA_HOME: its runtime loads classes from an AOT cache.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  echo "package.sh: $*" >&2
  exit 1
}

# Prints a property of the root POM.
property() {
  sed -nE "s|^ *<$1>([^<]*)</$1>.*|\1|p" ../pom.xml | head -n 1
}

jar=../cli-runner/target/mock-zabbix.jar
man=../cli-runner/target/man
[[ -e $jar ]] || fail "$jar does not exist: run mvn package"
[[ -e $man/mock-zabbix.1 ]] || fail "$man has no manual pages: add -Pmanual-pages to mvn package"
feature=$("${JAVA_HOME:?}/bin/javac" -version 2>&1 | sed -nE 's/^javac ([0-9]+).*/\1/p')
((${feature:-0} >= 25)) || fail "JAVA_HOME must be a JDK 25 or newer, but is ${feature:-none}"
case $(uname -m) in
  x86_64) arch=x64 debian_arch=amd64 ;;
  aarch64) arch=arm64 debian_arch=arm64 ;;
  *) fail "unknown architecture: $(uname -m)" ;;
esac

version=$(property version)
created=$(property project.build.outputTimestamp)
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(date -d "$created" +%s)
# The modules that the classes of the jar name, and jdk.management, through which VmLog reaches the JVM.
modules=java.base,java.logging,java.management,java.naming,jdk.httpserver,jdk.management,jdk.unsupported

rm -rf target
mkdir target
program=$PWD/target/mock-zabbix-$version

# A tar archive of folder $1 that does not depend on times, users and the order of files.
archive() {
  tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -C "$1" -c "${@:2}"
}

# Starts the program once, so that the JVM keeps the classes that it has loaded and linked.
make_cache() {
  local java=$program/lib/runtime/bin/java jar=$program/lib/mock-zabbix.jar log=target/training.log training
  "$java" -XX:AOTCacheOutput="$program/lib/mock-zabbix.aot" -jar "$jar" \
    serve --trapper-port=0 --http-port=0 >$log 2>&1 </dev/null &
  training=$!
  until grep -q ^READY $log; do
    kill -0 $training 2>/dev/null || fail "the program does not start: $(<$log)"
    sleep 0.1
  done
  "$java" -jar "$jar" send -z 127.0.0.1 -p "$(sed -nE 's/^READY trapper=[^ ]*:([0-9]+).*/\1/p' $log)" \
    -s web01 -k app.ok -o 1 >>$log 2>&1 || fail "the program does not receive: $(<$log)"
  "$java" -jar "$jar" health "$(sed -nE 's/^READY .* http=//p' $log)" >>$log 2>&1 \
    || fail "the program does not respond: $(<$log)"
  kill $training
  wait $training || fail "the program does not stop: $(<$log)"
  [[ -s $program/lib/mock-zabbix.aot ]] || fail "there is no AOT cache: $(<$log)"
}

echo "a Java runtime of JDK $feature"
mkdir -p "$program"/{bin,lib,share/doc/mock-zabbix}
"$JAVA_HOME/bin/jlink" --add-modules $modules --strip-debug --no-man-pages --no-header-files \
  --output "$program/lib/runtime"
cp mock-zabbix "$program/bin/"
cp $jar "$program/lib/"
cp ../LICENSE ../CHANGELOG.md ../README.md "$program/share/doc/mock-zabbix/"
install -m 644 -D -t "$program/share/man/man1" $man/*.1
for shell in bash:bash-completion/completions/mock-zabbix zsh:zsh/site-functions/_mock-zabbix; do
  mkdir -p "$(dirname "$program/share/${shell#*:}")"
  "$JAVA_HOME/bin/java" -jar $jar completion ${shell%%:*} >"$program/share/${shell#*:}"
done
chmod -R u=rwX,go=rX "$program"
# The cache is valid only for a jar of the same time.
find "$program" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
make_cache

echo "mock-zabbix-$version-linux-$arch.tar.gz"
archive target "mock-zabbix-$version" | gzip -n >"target/mock-zabbix-$version-linux-$arch.tar.gz"

# The Debian package: the same folder below /usr/lib, and its shared files where Debian has them.
debian_version=${version/-/\~}
echo "mock-zabbix_${debian_version}_$debian_arch.deb"
root=target/debian
mkdir -p $root/DEBIAN $root/usr/{bin,lib,share/doc/mock-zabbix,share/zsh/vendor-completions}
cp -a "$program" $root/usr/lib/mock-zabbix
mv $root/usr/lib/mock-zabbix/share/{man,bash-completion} $root/usr/share/
mv $root/usr/lib/mock-zabbix/share/zsh/site-functions/_mock-zabbix $root/usr/share/zsh/vendor-completions/
rm -r $root/usr/lib/mock-zabbix/share
gzip -n -9 $root/usr/share/man/man1/*.1
gzip -n -9 <../CHANGELOG.md >$root/usr/share/doc/mock-zabbix/changelog.gz
sed "s|@YEAR@|${created%%-*}|" copyright >$root/usr/share/doc/mock-zabbix/copyright
ln -s ../lib/mock-zabbix/bin/mock-zabbix $root/usr/bin/mock-zabbix
cat >$root/DEBIAN/control <<END
Package: mock-zabbix
Version: $debian_version
Architecture: $debian_arch
Maintainer: The Mock Zabbix authors
Installed-Size: $(du -ks $root/usr | cut -f 1)
Depends: libc6 (>= 2.17)
Section: net
Priority: optional
Homepage: $(property home.url)
Description: mock Zabbix server for tests
 Starts a server that senders, agents and proxies use like a real Zabbix
 server, and tells what they have sent. It needs no database, and contains
 the Java runtime that it uses.
END
(cd $root && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find $root -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zgzip --build $root "target/mock-zabbix_${debian_version}_$debian_arch.deb" >/dev/null

# The image: the program, a shell for its start script, and the libraries that these need.
echo "mock-zabbix-$version-oci.tar"
root=target/image
mkdir -p $root/{etc,opt,usr/bin,proc,usr/share/doc} $root/tmp
chmod 1777 $root/tmp
ln -s usr/bin $root/bin
cp -a "$program" $root/opt/mock-zabbix
rm -r $root/opt/mock-zabbix/share
cp "$(command -v dash)" $root/usr/bin/sh
{
  ldd "$(command -v dash)" "$program/lib/runtime/bin/java"
  find "$program/lib/runtime/lib" -name '*.so' -exec ldd {} +
} | sed -nE "\|$program|d; s|^[^/]*(/[^ ]+) \(0x.*|\1|p" | sort -u >target/libraries
while read -r library; do
  install -D "$library" "$root$library"
done <target/libraries
for package in libc6 dash; do
  install -m 644 -D /usr/share/doc/$package/copyright $root/usr/share/doc/$package/copyright
done
install -m 644 -D -t $root/usr/share/doc/mock-zabbix ../LICENSE
echo 'mock-zabbix:x:65532:65532::/tmp:/bin/sh' >$root/etc/passwd
echo 'mock-zabbix:x:65532:' >$root/etc/group
echo 'hosts: files dns' >$root/etc/nsswitch.conf
find $root -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

layout=target/oci
blobs=$layout/blobs/sha256
mkdir -p $blobs

# Moves file $1 to the blobs, and prints its digest.
blob() {
  local digest
  digest=$(sha256sum "$1" | cut -d ' ' -f 1)
  mv "$1" "$blobs/$digest"
  echo "$digest"
}

archive $root . >target/layer.tar
layer_id=$(sha256sum target/layer.tar | cut -d ' ' -f 1)
gzip -n target/layer.tar
layer=$(blob target/layer.tar.gz)
cat >target/config.json <<END
{
  "created": "$created",
  "architecture": "$debian_arch",
  "os": "linux",
  "config": {
    "User": "65532:65532",
    "ExposedPorts": { "10050/tcp": {}, "10051/tcp": {}, "10080/tcp": {} },
    "Env": ["PATH=/opt/mock-zabbix/bin:/usr/bin", "MOCK_ZABBIX_BIND=0.0.0.0"],
    "Entrypoint": ["mock-zabbix"],
    "Cmd": ["serve"],
    "WorkingDir": "/tmp",
    "Labels": {
      "org.opencontainers.image.title": "mock-zabbix",
      "org.opencontainers.image.version": "$version",
      "org.opencontainers.image.url": "$(property home.url)",
      "org.opencontainers.image.licenses": "Apache-2.0"
    }
  },
  "rootfs": { "type": "layers", "diff_ids": ["sha256:$layer_id"] },
  "history": [{ "created": "$created", "created_by": "packaging/package.sh" }]
}
END
config_size=$(stat -c %s target/config.json)
config=$(blob target/config.json)
cat >target/manifest.json <<END
{
  "schemaVersion": 2,
  "mediaType": "application/vnd.oci.image.manifest.v1+json",
  "config": {
    "mediaType": "application/vnd.oci.image.config.v1+json",
    "digest": "sha256:$config",
    "size": $config_size
  },
  "layers": [
    {
      "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
      "digest": "sha256:$layer",
      "size": $(stat -c %s "$blobs/$layer")
    }
  ]
}
END
manifest_size=$(stat -c %s target/manifest.json)
manifest=$(blob target/manifest.json)
echo '{"imageLayoutVersion": "1.0.0"}' >$layout/oci-layout
cat >$layout/index.json <<END
{
  "schemaVersion": 2,
  "mediaType": "application/vnd.oci.image.index.v1+json",
  "manifests": [
    {
      "mediaType": "application/vnd.oci.image.manifest.v1+json",
      "digest": "sha256:$manifest",
      "size": $manifest_size,
      "annotations": {
        "io.containerd.image.name": "docker.io/library/mock-zabbix:$version",
        "org.opencontainers.image.ref.name": "$version"
      }
    }
  ]
}
END
# Docker before 25 reads this file instead of index.json.
cat >$layout/manifest.json <<END
[
  {
    "Config": "blobs/sha256/$config",
    "RepoTags": ["mock-zabbix:$version"],
    "Layers": ["blobs/sha256/$layer"]
  }
]
END
archive $layout blobs index.json manifest.json oci-layout >"target/mock-zabbix-$version-oci.tar"
ls -l --block-size=M target | awk '/tar|deb$/ { print $5, $9 }'

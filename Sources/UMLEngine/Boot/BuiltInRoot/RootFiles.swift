/// What the built-in root has besides BusyBox.
enum RootFiles {
  struct File {
    let path: String
    var permissions: UInt32 = 0o644
    let text: String
  }

  /// The password of root. It protects nothing: whoever can reach a console owns the guest's host
  /// process.
  static let rootPassword = "umltop"

  static let directories: [(path: String, permissions: UInt32)] = [
    ("bin", 0o755), ("sbin", 0o755), ("usr", 0o755), ("usr/bin", 0o755), ("usr/sbin", 0o755),
    ("usr/local", 0o755), ("usr/local/bin", 0o755), ("usr/local/sbin", 0o755), ("etc", 0o755),
    ("etc/init.d", 0o755), ("dev", 0o755), ("proc", 0o555), ("sys", 0o555), ("run", 0o755),
    ("tmp", 0o1777), ("root", 0o700), ("home", 0o755), ("mnt", 0o755), ("media", 0o755),
    ("opt", 0o755), ("srv", 0o755), ("var", 0o755), ("var/lib", 0o755), ("var/log", 0o755),
    ("var/spool", 0o755), ("var/spool/cron", 0o755), ("var/spool/cron/crontabs", 0o700),
    ("var/tmp", 0o1777),
  ]

  static let links: [(path: String, target: String)] = [
    ("etc/mtab", "/proc/mounts"), ("var/run", "/run"),
  ]

  static let files: [File] = [
    File(
      path: "etc/passwd",
      text: """
        root:x:0:0:root:/root:/bin/sh
        daemon:x:1:1:daemon:/usr/sbin:/sbin/nologin
        bin:x:2:2:bin:/bin:/sbin/nologin
        nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin

        """),
    File(
      path: "etc/shadow", permissions: 0o640,
      text: """
        root:\(passwordHash):19000:0:99999:7:::
        daemon:*:19000:0:99999:7:::
        bin:*:19000:0:99999:7:::
        nobody:*:19000:0:99999:7:::

        """),
    File(
      path: "etc/group",
      text: """
        root:x:0:
        daemon:x:1:
        bin:x:2:
        sys:x:3:
        adm:x:4:
        tty:x:5:
        disk:x:6:
        wheel:x:10:root
        shadow:x:42:
        utmp:x:43:
        users:x:100:
        nogroup:x:65534:

        """),
    File(
      path: "etc/issue",
      text: """

        This is \\n (\\s \\r on \\l), a guest of umltop.
        Log in as root; the password is \(rootPassword).


        """),
    File(
      path: "etc/motd",
      text: """

        BusyBox on umltop's own kernel. What you change here is gone when the guest ends.
        `halt` ends it, `reboot` starts it again.


        """),
    File(
      path: "etc/fstab",
      text: """
        proc    /proc     proc    defaults          0 0
        sysfs   /sys      sysfs   defaults          0 0
        devpts  /dev/pts  devpts  gid=5,mode=620    0 0

        """),
    File(
      path: "etc/profile",
      text: #"""
        export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
        export PAGER=less EDITOR=vi
        export PS1='\h:\w\$ '
        umask 022

        """#),
    File(path: "etc/shells", text: "/bin/sh\n/bin/ash\n"),
    File(path: "etc/hosts", text: "127.0.0.1\tlocalhost\n"),
    File(
      path: "etc/init.d/rcS", permissions: 0o755,
      text: """
        #!/bin/sh
        # Run once by init before anybody can log in; see /etc/inittab.
        hostname -F /etc/hostname
        mkdir -p /dev/pts
        mount -a
        [ ! -x /etc/rc.local ] || /etc/rc.local

        """),
    File(path: "run/utmp", permissions: 0o664, text: ""),
    File(path: "var/log/wtmp", permissions: 0o664, text: ""),
  ]

  // crypt(3)'s sha512 of the password above.
  private static let passwordHash =
    "$6$umltop$97C5LxiN56I9h2w5WRZQH88hIs8PSGEBhMmXN9lJalkaHi14vUdxh8uG999yfQCSof1zOv/2pbboivMHpBftU0"
}

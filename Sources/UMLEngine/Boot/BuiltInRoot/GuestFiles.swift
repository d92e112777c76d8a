/// The files of the built-in root that differ from one machine to the next: written at every
/// boot, into what covers the image.
enum GuestFiles {
  /// A line that somebody may log in on.
  struct LoginLine: Equatable {
    /// Below /dev: `tty0`.
    let device: String
    /// The value of TERM there.
    let terminalType: String
  }

  static func files(hostname: [UInt8], logins: [LoginLine]) -> [RootFiles.File] {
    let name = String(decoding: hostname, as: UTF8.self)
    return [
      RootFiles.File(path: "/etc/hostname", text: "\(name)\n"),
      RootFiles.File(path: "/etc/hosts", text: "127.0.0.1\tlocalhost\n127.0.1.1\t\(name)\n"),
      RootFiles.File(path: "/etc/inittab", text: table(logins)),
    ]
  }

  /// The built-in one speaks of our own kernel.
  static let foreignGreeting = RootFiles.File(
    path: "/etc/motd",
    text: """

      BusyBox on a User Mode Linux kernel. What you change here is gone when the guest ends.
      `halt` ends it, `reboot` starts it again.


      """)

  /// See the comments in BusyBox' examples/inittab: `line::action:command`.
  static func table(_ logins: [LoginLine]) -> String {
    var text = """
      # Made at boot from the command line: a login on every line that leads somewhere.
      ::sysinit:/etc/init.d/rcS

      """
    for line in logins {
      text += "\(line.device)::respawn:/sbin/getty -L 0 \(line.device) \(line.terminalType)\n"
    }
    text += """
      ::ctrlaltdel:/sbin/reboot
      ::shutdown:/bin/umount -a -r
      ::restart:/sbin/init

      """
    return text
  }
}

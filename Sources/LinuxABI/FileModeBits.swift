extension FileMode {
  /// Set user ID on execution. The corresponding C constant is `S_ISUID`.
  public static let setUserID = FileMode(rawValue: 0o4000)
  /// Set group ID on execution. The corresponding C constant is `S_ISGID`.
  public static let setGroupID = FileMode(rawValue: 0o2000)
  /// Only owners delete from this directory. The corresponding C constant is `S_ISVTX`.
  public static let sticky = FileMode(rawValue: 0o1000)

  /// The corresponding C constant is `S_IRUSR`.
  public static let ownerRead = FileMode(rawValue: 0o400)
  /// The corresponding C constant is `S_IWUSR`.
  public static let ownerWrite = FileMode(rawValue: 0o200)
  /// The corresponding C constant is `S_IXUSR`.
  public static let ownerExecute = FileMode(rawValue: 0o100)
  /// The corresponding C constant is `S_IRWXU`.
  public static let ownerAll = FileMode(rawValue: 0o700)

  /// The corresponding C constant is `S_IRGRP`.
  public static let groupRead = FileMode(rawValue: 0o40)
  /// The corresponding C constant is `S_IWGRP`.
  public static let groupWrite = FileMode(rawValue: 0o20)
  /// The corresponding C constant is `S_IXGRP`.
  public static let groupExecute = FileMode(rawValue: 0o10)
  /// The corresponding C constant is `S_IRWXG`.
  public static let groupAll = FileMode(rawValue: 0o70)

  /// The corresponding C constant is `S_IROTH`.
  public static let otherRead = FileMode(rawValue: 0o4)
  /// The corresponding C constant is `S_IWOTH`.
  public static let otherWrite = FileMode(rawValue: 0o2)
  /// The corresponding C constant is `S_IXOTH`.
  public static let otherExecute = FileMode(rawValue: 0o1)
  /// The corresponding C constant is `S_IRWXO`.
  public static let otherAll = FileMode(rawValue: 0o7)
}

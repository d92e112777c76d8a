public import UMLEngine

extension KernelGuest {
  /// Which kernel is run, and how it is served.
  public struct Configuration {
    /// The program.
    public var path: String
    /// What it calls itself: `6.1.176`.
    public var version: String
    /// Its command line, with `pane` for lines to be served; without `umid=` and `uml_dir=`.
    public var words: [String]
    /// How it can be started again; see ``GuestInfo``.
    public var arguments: [String] = []
    /// The directory it has, with its name.
    public var directory: MachineDirectory
    /// Lines of output kept above each screen.
    public var scrollbackLimit = 10_000
    /// Boots from a root file system like the built-in one, made for it.
    public var makesRoot = false
    /// Ends when its last client leaves, instead of running on.
    public var endsWithClients = false
    /// Boots when the first client has attached, so that it misses nothing.
    public var startsWithClient = false

    public init(path: String, version: String, words: [String], directory: MachineDirectory) {
      self.path = path
      self.version = version
      self.words = words
      self.directory = directory
    }
  }
}

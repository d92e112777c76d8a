// The names are those of swift-system where it has one.
extension Errno {
  /// Operation not permitted. The corresponding C constant is `EPERM`.
  public static let notPermitted = Errno(rawValue: 1)

  /// No such file or directory. The corresponding C constant is `ENOENT`.
  public static let noSuchFileOrDirectory = Errno(rawValue: 2)

  /// No such process. The corresponding C constant is `ESRCH`.
  public static let noSuchProcess = Errno(rawValue: 3)

  /// Interrupted system call. The corresponding C constant is `EINTR`.
  public static let interrupted = Errno(rawValue: 4)

  /// Input/output error. The corresponding C constant is `EIO`.
  public static let ioError = Errno(rawValue: 5)

  /// No such device or address. The corresponding C constant is `ENXIO`.
  public static let noSuchAddressOrDevice = Errno(rawValue: 6)

  /// Argument list too long. The corresponding C constant is `E2BIG`.
  public static let argListTooLong = Errno(rawValue: 7)

  /// Exec format error. The corresponding C constant is `ENOEXEC`.
  public static let execFormatError = Errno(rawValue: 8)

  /// Bad file descriptor. The corresponding C constant is `EBADF`.
  public static let badFileDescriptor = Errno(rawValue: 9)

  /// No child processes. The corresponding C constant is `ECHILD`.
  public static let noChildProcess = Errno(rawValue: 10)

  /// Resource temporarily unavailable. The corresponding C constant is `EAGAIN`.
  public static let resourceTemporarilyUnavailable = Errno(rawValue: 11)

  /// Cannot allocate memory. The corresponding C constant is `ENOMEM`.
  public static let noMemory = Errno(rawValue: 12)

  /// Permission denied. The corresponding C constant is `EACCES`.
  public static let permissionDenied = Errno(rawValue: 13)

  /// Bad address. The corresponding C constant is `EFAULT`.
  public static let badAddress = Errno(rawValue: 14)

  /// Block device required. The corresponding C constant is `ENOTBLK`.
  public static let notBlockDevice = Errno(rawValue: 15)

  /// Device or resource busy. The corresponding C constant is `EBUSY`.
  public static let resourceBusy = Errno(rawValue: 16)

  /// File exists. The corresponding C constant is `EEXIST`.
  public static let fileExists = Errno(rawValue: 17)

  /// Invalid cross-device link. The corresponding C constant is `EXDEV`.
  public static let improperLink = Errno(rawValue: 18)

  /// No such device. The corresponding C constant is `ENODEV`.
  public static let operationNotSupportedByDevice = Errno(rawValue: 19)

  /// Not a directory. The corresponding C constant is `ENOTDIR`.
  public static let notDirectory = Errno(rawValue: 20)

  /// Is a directory. The corresponding C constant is `EISDIR`.
  public static let isDirectory = Errno(rawValue: 21)

  /// Invalid argument. The corresponding C constant is `EINVAL`.
  public static let invalidArgument = Errno(rawValue: 22)

  /// Too many open files in system. The corresponding C constant is `ENFILE`.
  public static let tooManyOpenFilesInSystem = Errno(rawValue: 23)

  /// Too many open files. The corresponding C constant is `EMFILE`.
  public static let tooManyOpenFiles = Errno(rawValue: 24)

  /// Inappropriate ioctl for device. The corresponding C constant is `ENOTTY`.
  public static let inappropriateIOCTLForDevice = Errno(rawValue: 25)

  /// Text file busy. The corresponding C constant is `ETXTBSY`.
  public static let textFileBusy = Errno(rawValue: 26)

  /// File too large. The corresponding C constant is `EFBIG`.
  public static let fileTooLarge = Errno(rawValue: 27)

  /// No space left on device. The corresponding C constant is `ENOSPC`.
  public static let noSpace = Errno(rawValue: 28)

  /// Illegal seek. The corresponding C constant is `ESPIPE`.
  public static let illegalSeek = Errno(rawValue: 29)

  /// Read-only file system. The corresponding C constant is `EROFS`.
  public static let readOnlyFileSystem = Errno(rawValue: 30)

  /// Too many links. The corresponding C constant is `EMLINK`.
  public static let tooManyLinks = Errno(rawValue: 31)

  /// Broken pipe. The corresponding C constant is `EPIPE`.
  public static let brokenPipe = Errno(rawValue: 32)

  /// Numerical argument out of domain. The corresponding C constant is `EDOM`.
  public static let outOfDomain = Errno(rawValue: 33)

  /// Numerical result out of range. The corresponding C constant is `ERANGE`.
  public static let outOfRange = Errno(rawValue: 34)

  /// Resource deadlock avoided. The corresponding C constant is `EDEADLK`.
  public static let deadlock = Errno(rawValue: 35)

  /// File name too long. The corresponding C constant is `ENAMETOOLONG`.
  public static let fileNameTooLong = Errno(rawValue: 36)

  /// No locks available. The corresponding C constant is `ENOLCK`.
  public static let noLocks = Errno(rawValue: 37)

  /// Function not implemented. The corresponding C constant is `ENOSYS`.
  public static let noFunction = Errno(rawValue: 38)

  /// Directory not empty. The corresponding C constant is `ENOTEMPTY`.
  public static let directoryNotEmpty = Errno(rawValue: 39)

  /// Too many levels of symbolic links. The corresponding C constant is `ELOOP`.
  public static let tooManySymbolicLinkLevels = Errno(rawValue: 40)

  /// No message of desired type. The corresponding C constant is `ENOMSG`.
  public static let noMessage = Errno(rawValue: 42)

  /// Identifier removed. The corresponding C constant is `EIDRM`.
  public static let identifierRemoved = Errno(rawValue: 43)

  /// Channel number out of range. The corresponding C constant is `ECHRNG`.
  public static let channelNumberOutOfRange = Errno(rawValue: 44)

  /// Level 2 not synchronized. The corresponding C constant is `EL2NSYNC`.
  public static let level2NotSynchronized = Errno(rawValue: 45)

  /// Level 3 halted. The corresponding C constant is `EL3HLT`.
  public static let level3Halted = Errno(rawValue: 46)

  /// Level 3 reset. The corresponding C constant is `EL3RST`.
  public static let level3Reset = Errno(rawValue: 47)

  /// Link number out of range. The corresponding C constant is `ELNRNG`.
  public static let linkNumberOutOfRange = Errno(rawValue: 48)

  /// Protocol driver not attached. The corresponding C constant is `EUNATCH`.
  public static let protocolDriverNotAttached = Errno(rawValue: 49)

  /// No CSI structure available. The corresponding C constant is `ENOCSI`.
  public static let noCSIStructure = Errno(rawValue: 50)

  /// Level 2 halted. The corresponding C constant is `EL2HLT`.
  public static let level2Halted = Errno(rawValue: 51)

  /// Invalid exchange. The corresponding C constant is `EBADE`.
  public static let invalidExchange = Errno(rawValue: 52)

  /// Invalid request descriptor. The corresponding C constant is `EBADR`.
  public static let invalidRequestDescriptor = Errno(rawValue: 53)

  /// Exchange full. The corresponding C constant is `EXFULL`.
  public static let exchangeFull = Errno(rawValue: 54)

  /// No anode. The corresponding C constant is `ENOANO`.
  public static let noAnode = Errno(rawValue: 55)

  /// Invalid request code. The corresponding C constant is `EBADRQC`.
  public static let invalidRequestCode = Errno(rawValue: 56)

  /// Invalid slot. The corresponding C constant is `EBADSLT`.
  public static let invalidSlot = Errno(rawValue: 57)

  /// Bad font file format. The corresponding C constant is `EBFONT`.
  public static let badFontFile = Errno(rawValue: 59)

  /// Device not a stream. The corresponding C constant is `ENOSTR`.
  public static let notStream = Errno(rawValue: 60)

  /// No data available. The corresponding C constant is `ENODATA`.
  public static let noData = Errno(rawValue: 61)

  /// Timer expired. The corresponding C constant is `ETIME`.
  public static let timeout = Errno(rawValue: 62)

  /// Out of streams resources. The corresponding C constant is `ENOSR`.
  public static let noStreamResources = Errno(rawValue: 63)

  /// Machine is not on the network. The corresponding C constant is `ENONET`.
  public static let notOnNetwork = Errno(rawValue: 64)

  /// Package not installed. The corresponding C constant is `ENOPKG`.
  public static let packageNotInstalled = Errno(rawValue: 65)

  /// Object is remote. The corresponding C constant is `EREMOTE`.
  public static let objectIsRemote = Errno(rawValue: 66)

  /// Link has been severed. The corresponding C constant is `ENOLINK`.
  public static let noLink = Errno(rawValue: 67)

  /// Advertise error. The corresponding C constant is `EADV`.
  public static let advertiseError = Errno(rawValue: 68)

  /// Srmount error. The corresponding C constant is `ESRMNT`.
  public static let srmountError = Errno(rawValue: 69)

  /// Communication error on send. The corresponding C constant is `ECOMM`.
  public static let communicationError = Errno(rawValue: 70)

  /// Protocol error. The corresponding C constant is `EPROTO`.
  public static let protocolError = Errno(rawValue: 71)

  /// Multihop attempted. The corresponding C constant is `EMULTIHOP`.
  public static let multiHop = Errno(rawValue: 72)

  /// RFS specific error. The corresponding C constant is `EDOTDOT`.
  public static let rfsError = Errno(rawValue: 73)

  /// Bad message. The corresponding C constant is `EBADMSG`.
  public static let badMessage = Errno(rawValue: 74)

  /// Value too large for defined data type. The corresponding C constant is `EOVERFLOW`.
  public static let overflow = Errno(rawValue: 75)

  /// Name not unique on network. The corresponding C constant is `ENOTUNIQ`.
  public static let nameNotUnique = Errno(rawValue: 76)

  /// File descriptor in bad state. The corresponding C constant is `EBADFD`.
  public static let badDescriptorState = Errno(rawValue: 77)

  /// Remote address changed. The corresponding C constant is `EREMCHG`.
  public static let remoteAddressChanged = Errno(rawValue: 78)

  /// Can not access a needed shared library. The corresponding C constant is `ELIBACC`.
  public static let sharedLibraryAccessFailed = Errno(rawValue: 79)

  /// Accessing a corrupted shared library. The corresponding C constant is `ELIBBAD`.
  public static let sharedLibraryCorrupted = Errno(rawValue: 80)

  /// .lib section in a.out corrupted. The corresponding C constant is `ELIBSCN`.
  public static let librarySectionCorrupted = Errno(rawValue: 81)

  /// Attempting to link in too many shared libraries. The corresponding C constant is `ELIBMAX`.
  public static let tooManySharedLibraries = Errno(rawValue: 82)

  /// Cannot exec a shared library directly. The corresponding C constant is `ELIBEXEC`.
  public static let sharedLibraryExecFailed = Errno(rawValue: 83)

  /// Invalid or incomplete multibyte or wide character. The corresponding C constant is `EILSEQ`.
  public static let illegalByteSequence = Errno(rawValue: 84)

  /// Interrupted system call should be restarted. The corresponding C constant is `ERESTART`.
  public static let restart = Errno(rawValue: 85)

  /// Streams pipe error. The corresponding C constant is `ESTRPIPE`.
  public static let streamsPipeError = Errno(rawValue: 86)

  /// Too many users. The corresponding C constant is `EUSERS`.
  public static let tooManyUsers = Errno(rawValue: 87)

  /// Socket operation on non-socket. The corresponding C constant is `ENOTSOCK`.
  public static let notSocket = Errno(rawValue: 88)

  /// Destination address required. The corresponding C constant is `EDESTADDRREQ`.
  public static let addressRequired = Errno(rawValue: 89)

  /// Message too long. The corresponding C constant is `EMSGSIZE`.
  public static let messageTooLong = Errno(rawValue: 90)

  /// Protocol wrong type for socket. The corresponding C constant is `EPROTOTYPE`.
  public static let protocolWrongTypeForSocket = Errno(rawValue: 91)

  /// Protocol not available. The corresponding C constant is `ENOPROTOOPT`.
  public static let protocolNotAvailable = Errno(rawValue: 92)

  /// Protocol not supported. The corresponding C constant is `EPROTONOSUPPORT`.
  public static let protocolNotSupported = Errno(rawValue: 93)

  /// Socket type not supported. The corresponding C constant is `ESOCKTNOSUPPORT`.
  public static let socketTypeNotSupported = Errno(rawValue: 94)

  /// Operation not supported. The corresponding C constant is `EOPNOTSUPP`.
  public static let notSupportedOnSocket = Errno(rawValue: 95)

  /// Protocol family not supported. The corresponding C constant is `EPFNOSUPPORT`.
  public static let protocolFamilyNotSupported = Errno(rawValue: 96)

  /// Address family not supported by protocol. The corresponding C constant is `EAFNOSUPPORT`.
  public static let addressFamilyNotSupported = Errno(rawValue: 97)

  /// Address already in use. The corresponding C constant is `EADDRINUSE`.
  public static let addressInUse = Errno(rawValue: 98)

  /// Cannot assign requested address. The corresponding C constant is `EADDRNOTAVAIL`.
  public static let addressNotAvailable = Errno(rawValue: 99)

  /// Network is down. The corresponding C constant is `ENETDOWN`.
  public static let networkDown = Errno(rawValue: 100)

  /// Network is unreachable. The corresponding C constant is `ENETUNREACH`.
  public static let networkUnreachable = Errno(rawValue: 101)

  /// Network dropped connection on reset. The corresponding C constant is `ENETRESET`.
  public static let networkReset = Errno(rawValue: 102)

  /// Software caused connection abort. The corresponding C constant is `ECONNABORTED`.
  public static let connectionAbort = Errno(rawValue: 103)

  /// Connection reset by peer. The corresponding C constant is `ECONNRESET`.
  public static let connectionReset = Errno(rawValue: 104)

  /// No buffer space available. The corresponding C constant is `ENOBUFS`.
  public static let noBufferSpace = Errno(rawValue: 105)

  /// Transport endpoint is already connected. The corresponding C constant is `EISCONN`.
  public static let socketIsConnected = Errno(rawValue: 106)

  /// Transport endpoint is not connected. The corresponding C constant is `ENOTCONN`.
  public static let socketNotConnected = Errno(rawValue: 107)

  /// Cannot send after transport endpoint shutdown. The corresponding C constant is `ESHUTDOWN`.
  public static let socketShutdown = Errno(rawValue: 108)

  /// Too many references: cannot splice. The corresponding C constant is `ETOOMANYREFS`.
  public static let tooManyReferences = Errno(rawValue: 109)

  /// Connection timed out. The corresponding C constant is `ETIMEDOUT`.
  public static let timedOut = Errno(rawValue: 110)

  /// Connection refused. The corresponding C constant is `ECONNREFUSED`.
  public static let connectionRefused = Errno(rawValue: 111)

  /// Host is down. The corresponding C constant is `EHOSTDOWN`.
  public static let hostIsDown = Errno(rawValue: 112)

  /// No route to host. The corresponding C constant is `EHOSTUNREACH`.
  public static let noRouteToHost = Errno(rawValue: 113)

  /// Operation already in progress. The corresponding C constant is `EALREADY`.
  public static let alreadyInProcess = Errno(rawValue: 114)

  /// Operation now in progress. The corresponding C constant is `EINPROGRESS`.
  public static let nowInProgress = Errno(rawValue: 115)

  /// Stale file handle. The corresponding C constant is `ESTALE`.
  public static let staleNFSFileHandle = Errno(rawValue: 116)

  /// Structure needs cleaning. The corresponding C constant is `EUCLEAN`.
  public static let structureNeedsCleaning = Errno(rawValue: 117)

  /// Not a XENIX named type file. The corresponding C constant is `ENOTNAM`.
  public static let notNamedTypeFile = Errno(rawValue: 118)

  /// No XENIX semaphores available. The corresponding C constant is `ENAVAIL`.
  public static let noSemaphoresAvailable = Errno(rawValue: 119)

  /// Is a named type file. The corresponding C constant is `EISNAM`.
  public static let isNamedTypeFile = Errno(rawValue: 120)

  /// Remote I/O error. The corresponding C constant is `EREMOTEIO`.
  public static let remoteIOError = Errno(rawValue: 121)

  /// Disk quota exceeded. The corresponding C constant is `EDQUOT`.
  public static let diskQuotaExceeded = Errno(rawValue: 122)

  /// No medium found. The corresponding C constant is `ENOMEDIUM`.
  public static let noMedium = Errno(rawValue: 123)

  /// Wrong medium type. The corresponding C constant is `EMEDIUMTYPE`.
  public static let wrongMediumType = Errno(rawValue: 124)

  /// Operation canceled. The corresponding C constant is `ECANCELED`.
  public static let canceled = Errno(rawValue: 125)

  /// Required key not available. The corresponding C constant is `ENOKEY`.
  public static let requiredKeyNotAvailable = Errno(rawValue: 126)

  /// Key has expired. The corresponding C constant is `EKEYEXPIRED`.
  public static let keyExpired = Errno(rawValue: 127)

  /// Key has been revoked. The corresponding C constant is `EKEYREVOKED`.
  public static let keyRevoked = Errno(rawValue: 128)

  /// Key was rejected by service. The corresponding C constant is `EKEYREJECTED`.
  public static let keyRejected = Errno(rawValue: 129)

  /// Owner died. The corresponding C constant is `EOWNERDEAD`.
  public static let ownerDied = Errno(rawValue: 130)

  /// State not recoverable. The corresponding C constant is `ENOTRECOVERABLE`.
  public static let stateNotRecoverable = Errno(rawValue: 131)

  /// Operation not possible due to RF-kill. The corresponding C constant is `ERFKILL`.
  public static let radioSwitchedOff = Errno(rawValue: 132)

  /// Memory page has hardware error. The corresponding C constant is `EHWPOISON`.
  public static let hardwareMemoryError = Errno(rawValue: 133)

  /// The operation would have to wait. The corresponding C constant is `EWOULDBLOCK`.
  public static let wouldBlock = Errno.resourceTemporarilyUnavailable

  /// Operation not supported. The corresponding C constant is `ENOTSUP`.
  public static let notSupported = Errno.notSupportedOnSocket
}

#pragma once

// Socket calls whose structures need macros (CMSG_*) or casts between address types.

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>

/// At most this many descriptors per message.
#define CHOST_SOCKET_DESCRIPTORS 64

/// Fills a local address. A leading NUL in `name` is the abstract name space; length 0 gives
/// the unnamed address. Returns the address's length, or -ENAMETOOLONG.
int chost_unix_address(const char *name, size_t length, struct sockaddr_un *address);

/// The plain calls, without the transparent unions that _GNU_SOURCE makes of `struct sockaddr *`.
/// All return 0 or a descriptor, or -errno.
int chost_connect(int fd, const void *address, socklen_t length);
int chost_bind(int fd, const void *address, socklen_t length);
int chost_get_socket_name(int fd, void *address, socklen_t *length);
int chost_get_peer_name(int fd, void *address, socklen_t *length);
/// Flags as for accept4(2); close-on-exec always.
int chost_accept(int fd, int flags);

/// Sends bytes and descriptors (SCM_RIGHTS). Never raises SIGPIPE. Returns bytes or -errno.
/// `address` may be NULL.
ssize_t chost_send(int fd, const void *bytes, size_t length, const int *descriptors, int count,
                   const void *address, socklen_t address_length, int flags);

/// Receives bytes and descriptors; the latter are close-on-exec.
/// `count` holds the room on entry and the number received on return; surplus descriptors are
/// closed by the kernel and MSG_CTRUNC is set in `message_flags`.
/// Returns bytes or -errno. `address` and `address_length` may be NULL.
ssize_t chost_receive(int fd, void *bytes, size_t length, int *descriptors, int *count,
                      void *address, socklen_t *address_length, int *message_flags, int flags);

/// Receives one message and who sent it, from a socket with SO_PASSCRED; descriptors that come along
/// are closed. Returns bytes or -errno; -EBADMSG for a message that does not say who sent it.
ssize_t chost_receive_signed(int fd, void *bytes, size_t length, void *address,
                             socklen_t *address_length, pid_t *process, uid_t *user, gid_t *group);

/// Who is at the other end of a local socket when it connected. Returns 0 or -errno.
int chost_peer_credentials(int fd, pid_t *process, uid_t *user, gid_t *group);

/// 127.0.0.1 (or any address, in host order) and a port as a socket address.
void chost_ipv4_address(uint32_t address, uint16_t port, struct sockaddr_in *result);

/// The sixteen bytes of an IPv6 address and a port as a socket address.
void chost_ipv6_address(const void *address, uint16_t port, struct sockaddr_in6 *result);

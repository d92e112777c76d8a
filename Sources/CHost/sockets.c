#include "sockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

int chost_unix_address(const char *name, size_t length, struct sockaddr_un *address) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (length == 0) return (int)offsetof(struct sockaddr_un, sun_path);

  int is_abstract = name[0] == '\0';
  // A path ends with a NUL, an abstract name is counted.
  size_t stored = is_abstract ? length : length + 1;
  if (stored > sizeof address->sun_path) return -ENAMETOOLONG;
  memcpy(address->sun_path, name, length);
  return (int)(offsetof(struct sockaddr_un, sun_path) + stored);
}

int chost_connect(int fd, const void *address, socklen_t length) {
  return connect(fd, address, length) == 0 ? 0 : -errno;
}

int chost_bind(int fd, const void *address, socklen_t length) {
  return bind(fd, address, length) == 0 ? 0 : -errno;
}

int chost_get_socket_name(int fd, void *address, socklen_t *length) {
  return getsockname(fd, address, length) == 0 ? 0 : -errno;
}

int chost_get_peer_name(int fd, void *address, socklen_t *length) {
  return getpeername(fd, address, length) == 0 ? 0 : -errno;
}

int chost_accept(int fd, int flags) {
  int accepted = accept4(fd, NULL, NULL, flags | SOCK_CLOEXEC);
  return accepted >= 0 ? accepted : -errno;
}

union rights_buffer {
  char bytes[CMSG_SPACE(sizeof(int) * CHOST_SOCKET_DESCRIPTORS)];
  struct cmsghdr align;
};

ssize_t chost_send(int fd, const void *bytes, size_t length, const int *descriptors, int count,
                   const void *address, socklen_t address_length, int flags) {
  if (count < 0 || count > CHOST_SOCKET_DESCRIPTORS) return -EINVAL;
  struct iovec vector = {.iov_base = (void *)bytes, .iov_len = length};
  union rights_buffer control;
  struct msghdr message = {
      .msg_name = (void *)address,
      .msg_namelen = address == NULL ? 0 : address_length,
      .msg_iov = &vector,
      .msg_iovlen = 1,
  };
  if (count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)count);
    memcpy(CMSG_DATA(header), descriptors, sizeof(int) * (size_t)count);
  }
  ssize_t sent;
  do {
    sent = sendmsg(fd, &message, flags | MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent >= 0 ? sent : -errno;
}

ssize_t chost_receive(int fd, void *bytes, size_t length, int *descriptors, int *count,
                      void *address, socklen_t *address_length, int *message_flags, int flags) {
  int room = count == NULL ? 0 : *count;
  if (room < 0 || room > CHOST_SOCKET_DESCRIPTORS) return -EINVAL;
  struct iovec vector = {.iov_base = bytes, .iov_len = length};
  union rights_buffer control;
  struct msghdr message = {
      .msg_name = address,
      .msg_namelen = address == NULL ? 0 : *address_length,
      .msg_iov = &vector,
      .msg_iovlen = 1,
      // Exactly the room offered: the kernel fills CMSG_SPACE's padding with more descriptors.
      .msg_control = room > 0 ? &control : NULL,
      .msg_controllen = room > 0 ? CMSG_LEN(sizeof(int) * (size_t)room) : 0,
  };
  ssize_t received;
  do {
    received = recvmsg(fd, &message, flags | MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  if (received < 0) return -errno;

  int found = 0;
  for (struct cmsghdr *header = room > 0 ? CMSG_FIRSTHDR(&message) : NULL; header != NULL;
       header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    int here = (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(descriptors + found, CMSG_DATA(header), sizeof(int) * (size_t)here);
    found += here;
  }
  if (count != NULL) *count = found;
  if (address != NULL) *address_length = message.msg_namelen;
  if (message_flags != NULL) *message_flags = message.msg_flags;
  return received;
}

ssize_t chost_receive_signed(int fd, void *bytes, size_t length, void *address,
                             socklen_t *address_length, pid_t *process, uid_t *user, gid_t *group) {
  struct iovec vector = {.iov_base = bytes, .iov_len = length};
  union {
    char bytes[CMSG_SPACE(sizeof(struct ucred))];
    struct cmsghdr align;
  } control;
  struct msghdr message = {
      .msg_name = address,
      .msg_namelen = *address_length,
      .msg_iov = &vector,
      .msg_iovlen = 1,
      // No room for descriptors: the kernel closes them.
      .msg_control = &control,
      .msg_controllen = CMSG_LEN(sizeof(struct ucred)),
  };
  ssize_t received;
  do {
    received = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  if (received < 0) return -errno;
  *address_length = message.msg_namelen;

  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_CREDENTIALS) {
    return -EBADMSG;
  }
  struct ucred credentials;
  memcpy(&credentials, CMSG_DATA(header), sizeof credentials);
  *process = credentials.pid;
  *user = credentials.uid;
  *group = credentials.gid;
  return received;
}

int chost_peer_credentials(int fd, pid_t *process, uid_t *user, gid_t *group) {
  struct ucred credentials;
  socklen_t length = sizeof credentials;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return -errno;
  *process = credentials.pid;
  *user = credentials.uid;
  *group = credentials.gid;
  return 0;
}

void chost_ipv4_address(uint32_t address, uint16_t port, struct sockaddr_in *result) {
  memset(result, 0, sizeof *result);
  result->sin_family = AF_INET;
  result->sin_port = htons(port);
  result->sin_addr.s_addr = htonl(address);
}

void chost_ipv6_address(const void *address, uint16_t port, struct sockaddr_in6 *result) {
  memset(result, 0, sizeof *result);
  result->sin6_family = AF_INET6;
  result->sin6_port = htons(port);
  memcpy(&result->sin6_addr, address, sizeof result->sin6_addr);
}

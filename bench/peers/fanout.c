#define _GNU_SOURCE
/* What the machine can do: messages of u16 length and body, passed on to all other connections of the
   room that the first message (u32) names. One thread, epoll, one write per message and receiver. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 65536, BUFFER = 131072, EVENTS = 256 };

struct peer {
  int room; /* -1 until it is named */
  int place;
  int size;
  unsigned char *unread;
  int waiting, capacity;
  unsigned char *unsent;
};

static struct peer peers[MOST];
static struct room { int count, capacity, *members; } rooms[MOST];
static int epoll;
static unsigned char input[BUFFER];

static void watch(int operation, int fd, unsigned events) {
  struct epoll_event event = {.events = events, .data.fd = fd};
  epoll_ctl(epoll, operation, fd, &event);
}

static void enter(int fd, unsigned number) {
  struct room *room = &rooms[number % MOST];
  if (room->count == room->capacity) {
    room->capacity = room->capacity ? 2 * room->capacity : 8;
    room->members = realloc(room->members, room->capacity * sizeof(int));
  }
  peers[fd].room = number % MOST;
  peers[fd].place = room->count;
  room->members[room->count++] = fd;
}

static void leave(int fd) {
  struct peer *peer = &peers[fd];
  if (peer->room >= 0) {
    struct room *room = &rooms[peer->room];
    int last = room->members[--room->count];
    room->members[peer->place] = last;
    peers[last].place = peer->place;
  }
  free(peer->unread);
  free(peer->unsent);
  close(fd);
}

static void put(int fd, const unsigned char *bytes, int size) {
  struct peer *peer = &peers[fd];
  int sent = 0;
  if (peer->waiting == 0) {
    sent = send(fd, bytes, size, MSG_NOSIGNAL);
    if (sent == size || (sent < 0 && errno != EAGAIN)) return;
    if (sent < 0) sent = 0;
    watch(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLOUT);
  }
  int left = size - sent;
  if (peer->waiting + left > peer->capacity) {
    peer->capacity = 2 * (peer->waiting + left);
    peer->unsent = realloc(peer->unsent, peer->capacity);
  }
  memcpy(peer->unsent + peer->waiting, bytes + sent, left);
  peer->waiting += left;
}

static void flush(int fd) {
  struct peer *peer = &peers[fd];
  int sent = send(fd, peer->unsent, peer->waiting, MSG_NOSIGNAL);
  if (sent <= 0) return;
  peer->waiting -= sent;
  memmove(peer->unsent, peer->unsent + sent, peer->waiting);
  if (peer->waiting == 0) watch(EPOLL_CTL_MOD, fd, EPOLLIN);
}

static void take(int fd, const unsigned char *message, int size) {
  struct peer *peer = &peers[fd];
  if (peer->room < 0) {
    if (size == 6) enter(fd, message[2] << 24 | message[3] << 16 | message[4] << 8 | message[5]);
    put(fd, message, size); /* it is in */
    return;
  }
  struct room *room = &rooms[peer->room];
  for (int i = 0; i < room->count; i++) {
    if (room->members[i] != fd) put(room->members[i], message, size);
  }
}

static void receive(int fd) {
  struct peer *peer = &peers[fd];
  memcpy(input, peer->unread, peer->size);
  int got = recv(fd, input + peer->size, BUFFER - peer->size, 0);
  if (got == 0 || (got < 0 && errno != EAGAIN)) {
    leave(fd);
    return;
  }
  int end = peer->size + (got < 0 ? 0 : got), at = 0;
  while (end - at >= 2 && end - at >= 2 + (input[at] << 8 | input[at + 1])) {
    int size = 2 + (input[at] << 8 | input[at + 1]);
    take(fd, input + at, size);
    at += size;
  }
  peer->size = end - at;
  peer->unread = realloc(peer->unread, peer->size + 1);
  memcpy(peer->unread, input + at, peer->size);
}

int main(void) {
  int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  address.sin_port = htons(atoi(getenv("PORT")));
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) {
    perror("fanout");
    return 1;
  }
  epoll = epoll_create1(0);
  watch(EPOLL_CTL_ADD, listener, EPOLLIN);
  for (;;) {
    struct epoll_event events[EVENTS];
    int count = epoll_wait(epoll, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        int accepted = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
        if (accepted < 0) continue;
        if (accepted >= MOST) { close(accepted); continue; }
        setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        peers[accepted] = (struct peer){.room = -1};
        watch(EPOLL_CTL_ADD, accepted, EPOLLIN);
        continue;
      }
      if (events[i].events & EPOLLOUT) flush(fd);
      if (events[i].events & ~EPOLLOUT) receive(fd);
    }
  }
}

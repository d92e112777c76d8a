#pragma once

// What Swift cannot say, or what its Glibc module does not contain. One concern per header.
#include "affinity.h"
#include "clocks.h"
#include "devices.h"
#include "eventloop.h"
#include "files.h"
#include "guard.h"
#include "guardian.h"
#include "macros.h"
#include "random.h"
#include "sockets.h"
#include "spawn.h"

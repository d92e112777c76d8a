#pragma once

// Not in Swift's Glibc module: getrandom(2).

#include <sys/random.h>

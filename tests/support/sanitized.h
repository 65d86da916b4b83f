#pragma once

/// TELAR_SANITIZED: 1 in code that GCC or clang compiles for a sanitizer, which takes address space
/// and memory by the terabyte; 0 otherwise.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TELAR_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TELAR_SANITIZED 1
#endif
#endif
#ifndef TELAR_SANITIZED
#define TELAR_SANITIZED 0
#endif

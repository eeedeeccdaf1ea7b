// OpenSSL: hashes by the processor's own instructions.
#ifndef VITRINE_CRYPTO_SHIM_H
#define VITRINE_CRYPTO_SHIM_H
#include <openssl/crypto.h>
#include <openssl/evp.h>
#endif

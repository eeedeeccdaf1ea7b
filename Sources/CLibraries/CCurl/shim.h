// libcurl. Its functions with variable arguments do not reach Swift: here is one for each kind of argument.
#ifndef VITRINE_CURL_SHIM_H
#define VITRINE_CURL_SHIM_H
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

typedef size_t (*VitrineCurlReceive)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*VitrineCurlOpen)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline const char *vitrine_curl_version(void) { return curl_version_info(CURLVERSION_NOW)->version; }
static inline CURLcode vitrine_curl_set_number(CURL *handle, CURLoption option, long value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode vitrine_curl_set_text(CURL *handle, CURLoption option, const char *value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode vitrine_curl_set_pointer(CURL *handle, CURLoption option, void *value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode vitrine_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(handle, option, list);
}
static inline CURLcode vitrine_curl_set_receive(CURL *handle, CURLoption option, VitrineCurlReceive function) {
    return curl_easy_setopt(handle, option, function);
}
static inline CURLcode vitrine_curl_set_open(CURL *handle, VitrineCurlOpen function) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, function);
}
static inline long vitrine_curl_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}
/// The result of a transfer that has ended; its message is one of CURLMSG_DONE.
static inline CURLcode vitrine_curl_result(const CURLMsg *message) { return message->data.result; }
/// A socket for an address, closed on exec; -1 with errno.
static inline curl_socket_t vitrine_curl_socket(const struct curl_sockaddr *address) {
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
/// The whole address, which is longer than its declaration says.
static inline const struct sockaddr *vitrine_curl_address(const struct curl_sockaddr *address) { return &address->addr; }
#endif

import CCurl

/// The library that asks the web, libcurl.
package enum WebLibrary {
    /// The version of the library at hand.
    package static var version: String { String(cString: vitrine_curl_version()) }
}

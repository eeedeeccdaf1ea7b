/// What reads pages and pictures of the web; a protocol, so that shops' formats are read without a network too.
package protocol WebFetching: Sendable {
    /// Waits for the host's robots.txt, for its turn and for the answer. Redirects are followed; where the host is busy (429, 503), it is
    /// asked again after a while.
    ///
    /// - Returns: an answer of status 200 to 299, 304, or 400 to 599.
    func get(_ request: WebRequest) throws(WebError) -> WebResponse

    /// The same, with the body of a success handed over as it comes, decoded, on the caller's thread.
    ///
    /// - Parameter take: what it throws ends the transfer.
    /// - Throws: `WebError`, or what `take` throws.
    func stream(_ request: WebRequest, _ take: ([UInt8]) throws -> Void) throws -> WebResponse
}

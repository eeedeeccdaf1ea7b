import Web

/// The web as a visit needs it: pages that are waited for, and pictures that come when they come.
package protocol PictureFetching: WebFetching {
    /// Asks for a picture; the answer comes on any thread.
    func beginPicture(_ address: String, _ reply: @escaping @Sendable (Result<WebResponse, WebError>) -> Void)
}

extension WebClient: PictureFetching {
    package func beginPicture(_ address: String, _ reply: @escaping @Sendable (Result<WebResponse, WebError>) -> Void) {
        _ = begin(WebRequest(address, .picture), first: false, reply)
    }
}

/// What a host answered.
package struct WebResponse: Sendable {
    /// After redirects.
    package let url: String
    /// 200 to 299, 304 (unchanged), or 400 to 599.
    package let status: Int
    /// Decoded; empty where it was streamed. Of an answer that tells of a failure, the first megabyte.
    package let body: [UInt8]
    /// For the next conditional request.
    package let validators: WebValidators
    /// Values of the cookies that were asked for, by name.
    package let cookies: [String: String]
    private let headers: [(name: String, value: String)]

    /// - Parameter headers: names and values in the order of the answer.
    package init(
        url: String, status: Int, body: [UInt8] = [], headers: [(name: String, value: String)] = [], cookies: [String: String] = [:],
        validators: WebValidators = WebValidators()
    ) {
        (self.url, self.status, self.body, self.headers, self.cookies, self.validators) = (url, status, body, headers, cookies, validators)
    }

    /// Whether the body is what was asked for.
    package var isSuccess: Bool { (200...299).contains(status) }
    /// Whether nothing has changed since the answer whose validators were sent.
    package var isUnchanged: Bool { status == 304 }
    /// As the host says, with its parameters.
    package var contentType: String? { header("content-type") }

    /// The first header of a name, in whichever case.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased().utf8.elementsEqual(wanted.utf8) }?.value
    }
}

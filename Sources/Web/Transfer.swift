import CCurl
import Glibc
import Pictures

/// One answer as it comes: a handle of libcurl's, with its callbacks, which run on the client's thread.
final class Transfer {
    /// Why we have ended a transfer ourselves.
    enum Stop: Equatable {
        case tooLarge, encoding, headers, damaged
        /// As much as is wanted has come.
        case enough
    }

    /// The most bytes of all headers.
    private static let longestHeaders = 64 << 10
    /// What is kept of an answer that tells of a failure.
    private static let mostOfFailure = 1_000_000

    let handle: UnsafeMutableRawPointer
    private let request: WebRequest
    private let stream: BodyStream?
    private let options: WebClient.Options
    private var sentHeaders: UnsafeMutablePointer<curl_slist>?

    private(set) var stop: Stop?
    /// The address that was refused last.
    private(set) var refused: IPAddress?
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var body: [UInt8] = []
    /// Decoded bytes so far.
    private(set) var received = 0
    private var headerBytes = 0
    /// Unpacks the body; nil where it is not packed.
    private var inflater: Inflater?
    /// Bytes of the body as they were sent.
    private var sent = 0

    /// - Returns: nil without memory.
    init?(_ address: WebAddress, _ request: WebRequest, stream: BodyStream?, options: WebClient.Options) {
        guard let handle = curl_easy_init() else { return nil }
        (self.handle, self.request, self.stream, self.options) = (handle, request, stream, options)
        configure(address)
        let context = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA] { vitrine_curl_set_pointer(handle, option, context) }
        vitrine_curl_set_receive(handle, CURLOPT_WRITEFUNCTION, receiveBody)
        vitrine_curl_set_receive(handle, CURLOPT_HEADERFUNCTION, receiveHeader)
        vitrine_curl_set_open(handle, openSocket)
    }

    /// The handle must have left its multi handle.
    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(sentHeaders)
    }

    /// The most bytes of a body.
    var limit: Int { request.kind.limit }

    var status: Int { vitrine_curl_status(handle) }

    /// Whether a packed body ended before its own end, which libcurl would not notice.
    var isCut: Bool { sent > 0 && inflater?.isComplete == false }

    private func configure(_ address: WebAddress) {
        func set(_ option: CURLoption, _ value: Int) { vitrine_curl_set_number(handle, option, value) }
        func set(_ option: CURLoption, _ text: String) { vitrine_curl_set_text(handle, option, text) }
        set(CURLOPT_URL, address.url)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_USERAGENT, options.userAgent)
        set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
        set(CURLOPT_HTTP_CONTENT_DECODING, 0)
        // Redirects are ours to follow; HTTP/2 would save little and let one slow reader hold up the others of its connection.
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        // The empty texts keep what the environment says of proxies away.
        set(CURLOPT_PROXY, options.proxy ?? "")
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_NOSIGNAL, 1)
        // A name that is still being looked up must not hold up a cancel.
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, Int(options.connectTime * 1000))
        set(CURLOPT_LOW_SPEED_LIMIT, 500)
        set(CURLOPT_LOW_SPEED_TIME, options.slowTime)
        if let longest = request.kind.longestTime { set(CURLOPT_TIMEOUT, longest) }
        for (name, value) in [("If-None-Match", request.validators?.etag), ("If-Modified-Since", request.validators?.lastModified)] {
            guard let value, let sent = Self.sendable(value) else { continue }
            if let list = curl_slist_append(sentHeaders, "\(name): \(sent)") { sentHeaders = list }
        }
        vitrine_curl_set_list(handle, CURLOPT_HTTPHEADER, sentHeaders)
    }

    /// A header's value that may be sent: printable and short.
    private static func sendable(_ value: String) -> String? {
        (1...1000).contains(value.utf8.count) && value.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? value : nil
    }

    /// What has come, as an answer.
    func response(_ address: WebAddress) -> WebResponse {
        let plain = WebResponse(url: address.url, status: status, headers: headers)
        var cookies: [String: String] = [:]
        for (name, value) in headers where name.lowercased().utf8.elementsEqual("set-cookie".utf8) {
            let pair = value.prefix { $0 != ";" }
            guard let sign = pair.firstIndex(of: "=") else { continue }
            for wanted in request.cookieNames where pair[..<sign].utf8.elementsEqual(wanted.utf8) {
                cookies[wanted] = String(pair[pair.index(after: sign)...])
            }
        }
        let validators = WebValidators(
            etag: plain.header("etag").flatMap(Self.sendable), lastModified: plain.header("last-modified").flatMap(Self.sendable))
        return WebResponse(url: address.url, status: status, body: body, headers: headers, cookies: cookies, validators: validators)
    }

    /// - Returns: how many bytes are taken; any other number ends the transfer.
    fileprivate func take(body bytes: UnsafeRawBufferPointer) -> Int {
        let isWanted = (200...299).contains(status)
        let limit = isWanted ? request.kind.limit : min(request.kind.limit, Self.mostOfFailure)
        var plain = Array(bytes)
        if let inflater {
            do {
                plain = try inflater.take(plain, limit: .max)
            } catch {
                stop = .damaged
                return -1
            }
        }
        sent += bytes.count
        if max(received + plain.count, sent) > limit {
            stop = isWanted && request.kind != .robots ? .tooLarge : .enough
            if stop == .enough { body += plain.prefix(limit - received) }
            return -1
        }
        if isWanted, let stream {
            // What is packed must not come twice, as it would where the pause is this function's answer.
            if stream.take(plain) { curl_easy_pause(handle, CURLPAUSE_RECV) }
        } else {
            body += plain
        }
        received += plain.count
        return bytes.count
    }

    /// - Returns: the same.
    fileprivate func take(header bytes: UnsafeRawBufferPointer) -> Int {
        headerBytes += bytes.count
        guard headerBytes <= Self.longestHeaders else {
            stop = .headers
            return -1
        }
        // Of several answers, as after `100 Continue`, the last one counts.
        if bytes.starts(with: Array("HTTP/".utf8)) { (headers, inflater) = ([], nil) }
        let line = String(decoding: bytes, as: UTF8.self)
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return bytes.count }
        let value = String(line[line.utf8.index(after: colon)...]).trimmingBlanks
        headers.append((String(line[..<colon]), value))
        let codings = value.lowercased().split(separator: ",").map { String($0).trimmingBlanks }.filter { $0 != "identity" }
        switch line[..<colon].lowercased() {
        case "content-encoding" where codings.isEmpty: break
        case "content-encoding":
            guard codings.count == 1, inflater == nil, let kind = Self.packings[codings[0]] else { return refuseCoding() }
            inflater = Inflater(kind)
        case "transfer-encoding": if codings.contains(where: { $0 != "chunked" }) { return refuseCoding() }
        default: break
        }
        return bytes.count
    }

    private static let packings: [String: Inflater.Packing] = ["gzip": .gzip, "x-gzip": .gzip, "deflate": .deflate]

    private func refuseCoding() -> Int {
        stop = .encoding
        return -1
    }

    fileprivate func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
        guard let ip = IPAddress(vitrine_curl_address(address)) else { return -1 }
        // A proxy is connected to whichever its address.
        guard options.proxy != nil || options.allows(ip) else {
            refused = ip
            return -1
        }
        return vitrine_curl_socket(address)
    }
}

extension WebRequest.Kind {
    /// Seconds that an answer may take altogether; nil for a feed, whose reader may be slow.
    fileprivate var longestTime: Int? {
        switch self {
        case .page: 300
        case .feed: nil
        case .picture: 120
        case .robots: 60
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { [" ", "\t", "\r", "\n"].contains(scalar) }
        let start = unicodeScalars.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(start[...last])
    }
}

private func receiveBody(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?) -> Int {
    guard let context else { return 0 }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(body: UnsafeRawBufferPointer(start: bytes, count: count))
}

private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?) -> Int {
    guard let context else { return 0 }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(header: UnsafeRawBufferPointer(start: bytes, count: count))
}

private func openSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> Int32 {
    guard let context, let address else { return -1 }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().open(address)
}

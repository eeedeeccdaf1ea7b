import CCurl
import Foundation

/// What becomes of a request before its turn and after its answer.
extension WebLoop {
    /// How often a busy host is asked for the same, and how often where connections break.
    private static let mostRefusals = 8, mostFailures = 3

    /// Has a request wait for its turn, where robots.txt permits it; it is asked for where it is not known.
    func admit(_ exchange: Exchange) {
        let address = exchange.address
        if options.proxy != nil, let refused = privateName(address) {
            return conclude(exchange, .failure(.privateAddress(address.url, address: refused)))
        }
        turns.withPace(of: address, new: Pace(rate: options.rate, waits: options.waits)) { _ in }
        guard exchange.request.kind != .robots else { return queue(exchange) }
        switch keptRobots.withLock({ $0.known(of: address.origin, at: Date()) }) {
        case .rules(let robots):
            turns.withPace(of: address, new: Pace()) { $0.crawlDelay = robots.crawlDelay ?? 0 }
            if robots.allows(address.path) { queue(exchange) } else { conclude(exchange, .failure(.forbiddenByRobots(address.url))) }
        case .unavailable(let status): conclude(exchange, .failure(.robotsUnavailable(address.url, status: status)))
        case nil:
            waitingForRobots[address.origin, default: []].append(exchange)
            if waitingForRobots[address.origin]?.count == 1 { askRobots(of: address) }
        }
    }

    private func queue(_ exchange: Exchange) {
        let isHopeless = turns.withPace(of: exchange.address, new: Pace()) { $0.refusals >= Self.mostRefusals && $0.pausedUntil > Self.now }
        // Whoever comes while a host has been busy for all of our waits does not wait for it once more.
        if isHopeless { conclude(exchange, .failure(.busy(exchange.address.url, status: 503))) } else { turns.append(exchange) }
    }

    private func askRobots(of address: WebAddress) {
        let origin = address.origin
        do throws(WebError) {
            let robots = try WebAddress(origin + "/robots.txt")
            admit(Exchange(.robots(origin), request: WebRequest(robots.url, .robots), isFirst: true, address: robots))
        } catch {
            robotsCame(.failure(error), for: origin)
        }
    }

    /// Goes on with those that have waited for an origin's robots.txt.
    func robotsCame(_ result: Result<WebResponse, WebError>, for origin: String) {
        let waiting = (waitingForRobots.removeValue(forKey: origin) ?? []).filter { !$0.isDone }
        switch result {
        case .success(let response): keptRobots.withLock { $0.insert(response, for: origin, at: Date()) }
        case .failure(.tooManyRedirects): keptRobots.withLock { $0.insert(nil, for: origin, at: Date()) }
        case .failure(let error): return waiting.forEach { conclude($0, .failure(error.at($0.address.url))) }
        }
        for exchange in waiting { admit(exchange) }
    }

    /// What an answer, or none, means for its request; it is no longer under way.
    func finish(_ exchange: Exchange, _ transfer: Transfer, _ code: CURLcode) {
        guard !exchange.isDone else { return }
        let code = code == CURLE_OK && transfer.isCut ? CURLE_PARTIAL_FILE : code
        guard code == CURLE_OK || transfer.stop == .enough else { return fail(exchange, transfer, code) }
        let response = transfer.response(exchange.address)
        if [429, 503].contains(response.status) { return wait(exchange, response) }
        turns.withPace(of: exchange.address, new: Pace()) { $0.answered() }
        switch response.status {
        case 301, 302, 303, 307, 308: redirect(exchange, to: response.header("location"))
        case 200...299, 304, 400...599: conclude(exchange, .success(response))
        default:
            conclude(exchange, .failure(.broken(exchange.address.url, reason: "an answer of status \(response.status), which means nothing here")))
        }
    }

    /// The host is busy: it is left alone for a while and then asked again.
    private func wait(_ exchange: Exchange, _ response: WebResponse) {
        let now = Self.now
        let wait = response.header("retry-after").flatMap { RetryAfter.seconds($0, at: Date().timeIntervalSince1970) }
        let refusals = turns.withPace(of: exchange.address, new: Pace()) { pace in
            pace.refused(startedAt: exchange.startedAt, at: now, wait: wait, chance: options.chance())
            return pace.refusals
        }
        exchange.refusals += 1
        let busy: (Exchange) -> WebError = { .busy($0.address.url, status: response.status) }
        guard max(exchange.refusals, refusals) < Self.mostRefusals else {
            conclude(exchange, .failure(busy(exchange)))
            if refusals >= Self.mostRefusals { turns.removeAll(at: exchange.address.host).forEach { conclude($0, .failure(busy($0))) } }
            return
        }
        exchange.notBefore = now
        turns.postpone(exchange)
    }

    private func redirect(_ exchange: Exchange, to location: String?) {
        do throws(WebError) {
            guard let location else { throw .broken(exchange.address.url, reason: "a redirect that leads nowhere") }
            guard exchange.redirects < WebAddress.mostRedirects else { throw .tooManyRedirects(exchange.request.url) }
            exchange.address = try WebAddress(location, relativeTo: exchange.address)
            exchange.redirects += 1
            admit(exchange)
        } catch {
            conclude(exchange, .failure(error))
        }
    }

    private func fail(_ exchange: Exchange, _ transfer: Transfer, _ code: CURLcode) {
        let error = error(exchange.address.url, transfer, code)
        let isTransient =
            transfer.stop == nil && transfer.refused == nil
            && [CURLE_COULDNT_CONNECT, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE].contains(code)
        exchange.failures += 1
        // What has been handed over cannot be taken back.
        guard isTransient, exchange.failures < Self.mostFailures, exchange.stream == nil || transfer.received == 0 else {
            return conclude(exchange, .failure(error))
        }
        exchange.notBefore = Self.now + options.waits.lowerBound * (1 + options.chance() / 2)
        turns.postpone(exchange)
    }

    private func error(_ url: String, _ transfer: Transfer, _ code: CURLcode) -> WebError {
        switch transfer.stop {
        case .tooLarge: return .tooLarge(url, limit: transfer.limit)
        case .headers: return .broken(url, reason: "too many headers")
        case .encoding: return .broken(url, reason: "the answer is compressed in a way that was not asked for")
        case .damaged: return .broken(url, reason: "the compression of the answer is damaged")
        case .enough, nil: break
        }
        if let refused = transfer.refused, code == CURLE_COULDNT_CONNECT { return .privateAddress(url, address: refused.description) }
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY: return .broken(url, reason: "there is no such proxy")
        case CURLE_COULDNT_CONNECT where options.proxy != nil: return .broken(url, reason: "the proxy refused the connection")
        case CURLE_COULDNT_RESOLVE_HOST: return .noSuchHost(url)
        case CURLE_COULDNT_CONNECT: return .noConnection(url)
        case CURLE_OPERATION_TIMEDOUT: return .timedOut(url)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE:
            return .insecure(url, reason: Self.text(code))
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR: return .broken(url, reason: "the answer broke off")
        // A header longer than libcurl takes, and what does not begin as an answer does.
        case CURLE_OUT_OF_MEMORY: return .broken(url, reason: "a header that is too long")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: return .broken(url, reason: "the answer is no HTTP")
        default: return .broken(url, reason: Self.text(code))
        }
    }

    private static func text(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }

    /// What stands for a private address in an address of the web, and is not looked up by us.
    private func privateName(_ address: WebAddress) -> String? {
        if let ip = IPAddress(address.name) { return options.allows(ip) ? nil : ip.description }
        guard let local = IPAddress("127.0.0.1"), !options.allows(local) else { return nil }
        let labels = address.name.split(separator: ".")
        return labels.last.map { $0.utf8.elementsEqual("localhost".utf8) } == true ? address.name : nil
    }
}

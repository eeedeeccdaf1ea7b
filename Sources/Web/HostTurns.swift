/// Who waits at which host, and for how long: pages and pictures each in a queue, those that come first before the others.
struct HostTurns {
    private struct Queue {
        var first: [Exchange] = []
        var others: [Exchange] = []
        /// How many of the others have gone.
        var gone = 0

        /// The next one, without those that are done with.
        mutating func peek() -> Exchange? {
            while first.first?.isDone == true { first.removeFirst() }
            if let next = first.first { return next }
            while gone < others.count, others[gone].isDone { gone += 1 }
            if gone > 1000, gone * 2 > others.count {
                others.removeFirst(gone)
                gone = 0
            }
            return gone < others.count ? others[gone] : nil
        }

        mutating func removeNext() { if first.isEmpty { gone += 1 } else { first.removeFirst() } }

        mutating func append(_ exchange: Exchange) {
            if exchange.isFirst { first.append(exchange) } else { others.append(exchange) }
        }
    }

    private struct Host {
        var pace: Pace
        var queues = [Queue](repeating: Queue(), count: Pace.Lane.allCases.count)
    }

    private var hosts: [String: Host] = [:]
    /// Those that are to be asked again, but not yet.
    private var later: [Exchange] = []

    /// The pace of a host, made where it is new.
    mutating func withPace<Result>(of address: WebAddress, new: @autoclosure () -> Pace, _ body: (inout Pace) -> Result) -> Result {
        body(&hosts[address.host, default: Host(pace: new())].pace)
    }

    /// Lets somebody wait for a host whose pace is known.
    mutating func append(_ exchange: Exchange) {
        hosts[exchange.address.host]?.queues[exchange.lane.rawValue].append(exchange)
    }

    /// Lets somebody come back at `notBefore`, before those who wait then.
    mutating func postpone(_ exchange: Exchange) { later.append(exchange) }

    /// Has those whose time has come wait for their turn again.
    mutating func takeBack(at now: Double) {
        let due = later.filter { $0.notBefore <= now && !$0.isDone }
        later.removeAll { $0.notBefore <= now || $0.isDone }
        for exchange in due { hosts[exchange.address.host]?.queues[exchange.lane.rawValue].first.append(exchange) }
    }

    /// The next whose turn it is, who counts as under way from now on.
    mutating func next(at now: Double) -> Exchange? {
        for name in Array(hosts.keys) {
            for lane in Pace.Lane.allCases {
                guard let exchange = hosts[name]?.queues[lane.rawValue].peek(), let start = hosts[name]?.pace.nextStart(lane), start <= now
                else { continue }
                hosts[name]?.queues[lane.rawValue].removeNext()
                hosts[name]?.pace.started(lane, at: now)
                return exchange
            }
        }
        return nil
    }

    /// When somebody's turn comes who waits now; nil where that depends on those under way.
    var nextStart: Double? {
        var starts = later.map(\.notBefore)
        for host in hosts.values {
            for lane in Pace.Lane.allCases {
                var queue = host.queues[lane.rawValue]
                if queue.peek() != nil, let start = host.pace.nextStart(lane) { starts.append(start) }
            }
        }
        return starts.min()
    }

    /// Somebody is no longer under way.
    mutating func ended(_ exchange: Exchange) { hosts[exchange.address.host]?.pace.ended(exchange.lane) }

    /// All who wait for a host, who wait no longer.
    mutating func removeAll(at host: String) -> [Exchange] {
        let waiting = (hosts[host]?.queues ?? []).flatMap { $0.first + $0.others.dropFirst($0.gone) }
        hosts[host]?.queues = [Queue](repeating: Queue(), count: Pace.Lane.allCases.count)
        return waiting
    }
}

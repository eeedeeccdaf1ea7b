/// The tables of a catalog on a server, version by version, in the schema `vitrine` of a database of its own. Migrations are only ever added.
///
/// - `state`: one row: which push made what is there (`version`), how many pushes there were (`change`), how many rows, and the generation of
///   the catalog that was pushed; `identity` is the server's catalog's own, whatever address leads to it.
/// - `source`, `item`, `visit`, `offer`, `observation`: as in a catalog's own database, each row with a hash of all its values, by which a push
///   knows what is there already. They change in one transaction with `state`. `item.facts` is what conditions ask, made of the attributes.
/// - `encoder`: who made vectors; the catalog's own has place 0, further ones come behind it, and one without a place is on its way still.
/// - `vectors_N`: those by encoder N, by row. What a push brings has a `change` above that of `state` until the push is through: whoever reads
///   asks for `change <= state.change`.
/// - `shard`: the servers that the vectors are spread over (`ServerShards`). Then `vectors_N` is a view of all of them, and vectors arrive by way of
///   `arriving`.
/// - `file`: pictures and whatever else a catalog keeps in files, in parts, under the same rule.
/// - `document`: what each person stored, baskets among it. Everybody sees their own alone.
/// - `shared_basket`: those that are shared, by person and name, for everybody to read.
///
/// Who listens on `vitrine` is told, without saying by whom, that `items` or `baskets` have changed.
///
/// Three roles, named after the database, share no more rights than they need: `_owner` has the tables, `_curator` pushes, `_shopper` reads, and
/// keeps documents.
enum ServerSchema {
    static let name = "vitrine"
    static let leastServer = 140_000
    static let leastVectors = [0, 7]

    /// Names what nobody may do at the same time, among all locks of a database.
    static let setupLock = 0x7669_7472_696E_6501
    static let pushLock = 0x7669_7472_696E_6502

    /// Has the server notice within a minute when a client has gone without a word, and let go of its locks.
    static let keepAlive = "SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"

    /// Who listens here hears of changes.
    static let channel = "vitrine"

    /// The roles of a database, quoted.
    struct Roles {
        let owner, curator, shopper: String
    }

    /// How to reach each version from the one before it.
    static let migrations: [@Sendable (Roles) -> String] = [{ first($0) }, { second($0) }, { third($0) }]

    private static func first(_ roles: Roles) -> String {
        """
        CREATE TABLE state (
          id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
          version text NOT NULL DEFAULT '',
          change bigint NOT NULL DEFAULT 0,
          rows bigint NOT NULL DEFAULT 0,
          generation bigint NOT NULL DEFAULT 0
        );
        INSERT INTO state DEFAULT VALUES;
        CREATE TABLE source (
          id bigint PRIMARY KEY, kind text NOT NULL, path text NOT NULL, shop text, hash bigint NOT NULL
        );
        -- jsonb has no place for a NUL.
        CREATE FUNCTION facts(attributes text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
          AS $$ SELECT regexp_replace(attributes, '(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000', '\\1 ', 'g')::jsonb $$;
        CREATE TABLE item (
          row bigint PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, source bigint NOT NULL, locator text NOT NULL, fingerprint text NOT NULL,
          label text, attributes text NOT NULL, color bigint, hash bigint NOT NULL,
          facts jsonb NOT NULL GENERATED ALWAYS AS (facts(attributes)) STORED
        );
        CREATE INDEX item_hash ON item (hash);
        CREATE TABLE visit (
          id bigint PRIMARY KEY, source bigint NOT NULL, began bigint NOT NULL, ended bigint, is_complete bigint NOT NULL, hash bigint NOT NULL
        );
        CREATE TABLE offer (
          item text COLLATE "C" PRIMARY KEY, source bigint NOT NULL, product text NOT NULL, colour text NOT NULL, scope text NOT NULL,
          first_visit bigint NOT NULL, first_seen bigint NOT NULL, last_visit bigint NOT NULL, last_seen bigint NOT NULL, is_later bigint NOT NULL,
          is_gone bigint NOT NULL, is_available bigint NOT NULL, price_drop double precision, pictures text NOT NULL, hash bigint NOT NULL
        );
        CREATE INDEX offer_hash ON offer (hash);
        CREATE TABLE observation (
          item text COLLATE "C" NOT NULL, seen bigint NOT NULL, price text, price_before text, currency text, in_stock text NOT NULL,
          is_available bigint NOT NULL, is_gone bigint NOT NULL, hash bigint NOT NULL,
          PRIMARY KEY (item, seen)
        );
        CREATE INDEX observation_hash ON observation (hash);
        CREATE TABLE encoder (
          number integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, identity text NOT NULL UNIQUE, dimensions integer NOT NULL, place integer UNIQUE
        );
        CREATE TABLE file (
          name text COLLATE "C" NOT NULL, part bigint NOT NULL, content bytea NOT NULL, hash bigint NOT NULL, change bigint NOT NULL,
          PRIMARY KEY (name, part, hash)
        );
        ALTER TABLE file ALTER COLUMN content SET STORAGE EXTERNAL;
        CREATE INDEX file_hash ON file (hash);
        CREATE TABLE document (
          owner text COLLATE "C" NOT NULL DEFAULT current_user, name text COLLATE "C" NOT NULL, content text NOT NULL, hash bigint NOT NULL,
          PRIMARY KEY (owner, name)
        );
        ALTER TABLE document ENABLE ROW LEVEL SECURITY;
        ALTER TABLE document FORCE ROW LEVEL SECURITY;
        CREATE POLICY own ON document USING (owner = current_user) WITH CHECK (owner = current_user);

        -- Only who owns tables may make one, and a curator does not.
        CREATE FUNCTION add_encoder(new_identity text, new_dimensions integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
          SET search_path = \(name), pg_temp AS $$
        DECLARE
          found_number integer;
          vectors text;
        BEGIN
          SELECT number INTO found_number FROM encoder WHERE identity = new_identity;
          IF FOUND THEN RETURN found_number; END IF;
          INSERT INTO encoder (identity, dimensions) VALUES (new_identity, new_dimensions) RETURNING number INTO found_number;
          SELECT extnamespace::regnamespace::text INTO STRICT vectors FROM pg_extension WHERE extname = 'vector';
          EXECUTE format(
            'CREATE TABLE vectors_%s (row bigint NOT NULL, vector %s.vector(%s) NOT NULL, hash bigint NOT NULL, change bigint NOT NULL,
             PRIMARY KEY (row, hash))', found_number, vectors, new_dimensions);
          EXECUTE format('CREATE INDEX ON vectors_%s (hash)', found_number);
          -- More do not fit into a page.
          IF new_dimensions <= 1990 THEN
            EXECUTE format('ALTER TABLE vectors_%s ALTER COLUMN vector SET STORAGE PLAIN', found_number);
          END IF;
          EXECUTE format('GRANT SELECT, INSERT, DELETE ON vectors_%s TO \(roles.curator)', found_number);
          EXECUTE format('GRANT SELECT ON vectors_%s TO \(roles.shopper)', found_number);
          RETURN found_number;
        END $$;

        REVOKE ALL ON FUNCTION add_encoder(text, integer), facts(text) FROM PUBLIC;
        GRANT USAGE ON SCHEMA \(name) TO \(roles.curator), \(roles.shopper);
        GRANT SELECT ON migration, state, source, item, visit, offer, observation, encoder, file TO \(roles.curator), \(roles.shopper);
        GRANT SELECT, INSERT, UPDATE, DELETE ON document TO \(roles.curator), \(roles.shopper);
        GRANT INSERT, DELETE ON source, item, visit, offer, observation, file TO \(roles.curator);
        GRANT UPDATE ON state, encoder TO \(roles.curator);
        GRANT EXECUTE ON FUNCTION add_encoder(text, integer), facts(text) TO \(roles.curator);
        """
    }

    private static func second(_ roles: Roles) -> String {
        """
        ALTER TABLE state ADD COLUMN identity uuid NOT NULL DEFAULT gen_random_uuid();
        CREATE TABLE shared_basket (
          owner text COLLATE "C" NOT NULL DEFAULT current_user, name text COLLATE "C" NOT NULL,
          content text NOT NULL CHECK (octet_length(content) <= 100000),
          PRIMARY KEY (owner, name)
        );
        ALTER TABLE shared_basket ENABLE ROW LEVEL SECURITY;
        ALTER TABLE shared_basket FORCE ROW LEVEL SECURITY;
        CREATE POLICY own ON shared_basket USING (owner = current_user) WITH CHECK (owner = current_user);
        CREATE POLICY everybody ON shared_basket FOR SELECT USING (true);
        GRANT SELECT, INSERT, UPDATE, DELETE ON shared_basket TO \(roles.curator), \(roles.shopper);

        CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
          AS $$ BEGIN PERFORM pg_notify('\(channel)', TG_ARGV[0]); RETURN NULL; END $$;
        CREATE TRIGGER tell AFTER UPDATE ON state FOR EACH STATEMENT EXECUTE FUNCTION tell('items');
        CREATE TRIGGER tell AFTER INSERT OR UPDATE ON document FOR EACH ROW WHEN (NEW.name = 'baskets') EXECUTE FUNCTION tell('baskets');
        CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON shared_basket FOR EACH STATEMENT EXECUTE FUNCTION tell('baskets');
        """
    }
}

/// What spreads vectors over servers, where there are several (`ServerShards`); otherwise they are in tables here.
extension ServerSchema {
    static func third(_ roles: Roles) -> String {
        """
        CREATE TABLE shard (number integer PRIMARY KEY, place text NOT NULL);
        GRANT SELECT ON shard TO \(roles.curator), \(roles.shopper);

        ALTER FUNCTION add_encoder(text, integer) RENAME TO add_local_encoder;
        REVOKE ALL ON FUNCTION add_local_encoder(text, integer) FROM \(roles.curator);

        -- Vectors of fewer dimensions fit into a page.
        CREATE FUNCTION shard_table(shard integer, dimensions integer) RETURNS text LANGUAGE sql IMMUTABLE
          AS $$ SELECT format('shard_%s_%s', shard, CASE WHEN dimensions <= 1990 THEN 'small' ELSE 'large' END) $$;

        CREATE FUNCTION add_encoder(new_identity text, new_dimensions integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
          SET search_path = \(name), pg_temp AS $$
        DECLARE
          found_number integer;
          one record;
          parts text;
        BEGIN
          IF NOT EXISTS (SELECT FROM shard) THEN RETURN add_local_encoder(new_identity, new_dimensions); END IF;
          SELECT number INTO found_number FROM encoder WHERE identity = new_identity;
          IF FOUND THEN RETURN found_number; END IF;
          INSERT INTO encoder (identity, dimensions) VALUES (new_identity, new_dimensions) RETURNING number INTO found_number;
          FOR one IN SELECT number FROM shard LOOP
            EXECUTE format(
              'CREATE VIEW vectors_%s_of_%s AS SELECT row, vector, hash, change FROM %s WHERE encoder = %s',
              found_number, one.number, shard_table(one.number, new_dimensions), found_number);
            EXECUTE format('GRANT SELECT ON vectors_%s_of_%s TO \(roles.curator), \(roles.shopper)', found_number, one.number);
          END LOOP;
          SELECT string_agg(format('SELECT * FROM vectors_%s_of_%s', found_number, number), ' UNION ALL ' ORDER BY number) INTO parts FROM shard;
          EXECUTE format('CREATE VIEW vectors_%s AS %s', found_number, parts);
          EXECUTE format('GRANT SELECT ON vectors_%s TO \(roles.curator), \(roles.shopper)', found_number);
          RETURN found_number;
        END $$;

        -- Sends what has arrived to where it belongs.
        CREATE FUNCTION take_arrived() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = \(name), pg_temp AS $$
        DECLARE
          one record;
          many integer := (SELECT count(*) FROM shard);
        BEGIN
          FOR one IN SELECT shard.number, encoder.number AS encoder, encoder.dimensions FROM shard, encoder
            WHERE encoder.number IN (SELECT arriving.encoder FROM arriving) ORDER BY shard.number LOOP
            EXECUTE format(
              'INSERT INTO %s (encoder, row, vector, hash, change)
               SELECT encoder, row, vector, hash, change FROM arriving WHERE encoder = $1 AND row %% $2 = $3',
              shard_table(one.number, one.dimensions)) USING one.encoder, many, one.number - 1;
          END LOOP;
          TRUNCATE arriving;
        END $$;

        -- Deletes vectors by their hashes; NULL: all of an encoder's.
        CREATE FUNCTION delete_vectors(wanted integer, hashes bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
          SET search_path = \(name), pg_temp AS $$
        DECLARE
          one record;
        BEGIN
          IF NOT EXISTS (SELECT FROM shard) THEN
            IF hashes IS NULL THEN EXECUTE format('DELETE FROM vectors_%s', wanted);
            ELSE EXECUTE format('DELETE FROM vectors_%s WHERE hash = ANY($1)', wanted) USING hashes; END IF;
          END IF;
          FOR one IN SELECT shard.number, encoder.dimensions FROM shard, encoder WHERE encoder.number = wanted LOOP
            IF hashes IS NULL THEN
              EXECUTE format('DELETE FROM %s WHERE encoder = $1', shard_table(one.number, one.dimensions)) USING wanted;
            ELSE
              EXECUTE format('DELETE FROM %s WHERE encoder = $1 AND hash = ANY($2)', shard_table(one.number, one.dimensions))
                USING wanted, hashes;
            END IF;
          END LOOP;
        END $$;

        REVOKE ALL ON FUNCTION add_encoder(text, integer), take_arrived(), delete_vectors(integer, bigint[]) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION add_encoder(text, integer), take_arrived(), delete_vectors(integer, bigint[]) TO \(roles.curator);
        """
    }
}

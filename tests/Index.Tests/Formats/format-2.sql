CREATE TABLE video (
    video_id          TEXT    NOT NULL,
    model_fingerprint TEXT    NOT NULL,
    model_name        TEXT    NOT NULL,
    title             TEXT    NOT NULL,
    collection        TEXT    NOT NULL,
    tags              TEXT    NOT NULL,
    state             TEXT    NOT NULL,
    reason            TEXT,
    duration_ms       INTEGER NOT NULL,
    size_bytes        INTEGER NOT NULL,
    remark            TEXT,
    format            TEXT,
    chunks_total      INTEGER NOT NULL,
    received_at       TEXT    NOT NULL,
    searchable_at     TEXT,
    PRIMARY KEY (video_id, model_fingerprint)
) WITHOUT ROWID;
CREATE TABLE video_source (
    sequence          INTEGER PRIMARY KEY,
    video_id          TEXT    NOT NULL,
    source            TEXT    NOT NULL,
    UNIQUE (video_id, source)
);
CREATE TABLE video_chunk (
    video_id          TEXT    NOT NULL,
    model_fingerprint TEXT    NOT NULL,
    chunk             INTEGER NOT NULL,
    segments          INTEGER NOT NULL,
    end_ms            INTEGER NOT NULL,
    remark            TEXT,
    PRIMARY KEY (video_id, model_fingerprint, chunk)
) WITHOUT ROWID;
CREATE TABLE segment (
    video_id          TEXT    NOT NULL,
    model_fingerprint TEXT    NOT NULL,
    chunk             INTEGER NOT NULL,
    number            INTEGER NOT NULL,
    start_ms          INTEGER NOT NULL,
    end_ms            INTEGER NOT NULL,
    first_frame       INTEGER NOT NULL,
    last_frame        INTEGER NOT NULL,
    spatial           BLOB    NOT NULL,
    temporal          BLOB    NOT NULL,
    spatial_squared   REAL    NOT NULL,
    spatial_temporal  REAL    NOT NULL,
    temporal_squared  REAL    NOT NULL,
    nearest_classes   BLOB    NOT NULL,
    fit_logits        BLOB    NOT NULL,
    fit_similarities  BLOB    NOT NULL,
    UNIQUE (model_fingerprint, video_id, number)
);
CREATE TABLE generation (
    model_fingerprint TEXT    NOT NULL PRIMARY KEY,
    value             INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO video VALUES
    ('0000000000000000000000000000000000000000000000000000000000000001', 'm1', 'demo', 'whole', 'news', '{"place":"Oslo"}', 'Searchable', NULL,
     20000, 1001, 'A part does not decode.', NULL, 2, '2026-01-02T03:04:05.0000000+00:00', '2026-01-02T03:04:06.0000000+00:00'),
    ('0000000000000000000000000000000000000000000000000000000000000002', 'm1', 'demo', 'half', 'default', '{}', 'Embedding', NULL,
     20000, 1002, NULL, '{"Width":320,"Height":180,"Container":"matroska,webm","VideoCodec":"vp9","PixelFormat":"yuv420p","AudioCodec":null}', 2,
     '2026-01-02T03:04:07.0000000+00:00', NULL);
INSERT INTO video_source (video_id, source) VALUES
    ('0000000000000000000000000000000000000000000000000000000000000001', '/videos/whole.mp4'),
    ('0000000000000000000000000000000000000000000000000000000000000002', '/videos/half.mp4');
INSERT INTO video_chunk VALUES
    ('0000000000000000000000000000000000000000000000000000000000000001', 'm1', 0, 1, 10000, NULL),
    ('0000000000000000000000000000000000000000000000000000000000000001', 'm1', 1, 1, 20000, 'A part does not decode.'),
    ('0000000000000000000000000000000000000000000000000000000000000002', 'm1', 0, 1, 10000, NULL);
-- Width 2: s = (1, 0) and (0, 1), t = (0.5, 0) and (0, -0.5); one nearest class, one fit.
INSERT INTO segment VALUES
    ('0000000000000000000000000000000000000000000000000000000000000001', 'm1', 0, 0, 0, 10000, 0, 249,
     x'0000803F00000000', x'0000003F00000000', 1, 0.5, 0.25, x'00000000', x'0000003F', x'0000803F'),
    ('0000000000000000000000000000000000000000000000000000000000000001', 'm1', 1, 1, 10000, 20000, 250, 499,
     x'000000000000803F', x'00000000000000BF', 1, -0.5, 0.25, x'01000000', x'0000003F', x'0000803F'),
    ('0000000000000000000000000000000000000000000000000000000000000002', 'm1', 0, 0, 0, 10000, 0, 249,
     x'0000803F00000000', x'0000003F00000000', 1, 0.5, 0.25, x'00000000', x'0000003F', x'0000803F');
INSERT INTO generation VALUES ('m1', 3);
PRAGMA user_version = 2;
